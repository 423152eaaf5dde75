package dev.trainyard.cli.aws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import software.amazon.awssdk.http.TlsTrustManagersProvider;

/** Trust in the certificates of one PEM file and in no others. */
final class TrustedCertificate {

    private TrustedCertificate() {}

    static TlsTrustManagersProvider read(String pemFile) {
        TrustManager[] managers = managers(Path.of(pemFile));
        return () -> managers;
    }

    private static TrustManager[] managers(Path pemFile) {
        try (var in = Files.newInputStream(pemFile)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("trusted-" + store.size(), certificate);
            }
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot trust the stand-in by " + pemFile + ": " + e.getMessage(), e);
        }
    }
}
