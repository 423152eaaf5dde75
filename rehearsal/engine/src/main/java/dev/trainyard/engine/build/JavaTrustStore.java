package dev.trainyard.engine.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collections;

/** A store for the Java programs of builds: what the JDK trusts, and the emulator. */
public final class JavaTrustStore {
    static final String PASSWORD = "changeit";

    private JavaTrustStore() {}

    /**
     * @param trusted the store to begin with, such as a JDK's cacerts
     * @param certificate PEM
     */
    public static void write(Path trusted, Path certificate, Path to) {
        try (InputStream pem = Files.newInputStream(certificate)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            KeyStore known = KeyStore.getInstance(trusted.toFile(), PASSWORD.toCharArray());
            for (String alias : Collections.list(known.aliases())) {
                Certificate each = known.getCertificate(alias);
                if (each != null) {
                    store.setCertificateEntry(alias, each);
                }
            }
            for (Certificate own : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("trainyard-" + store.size(), own);
            }
            Files.createDirectories(to.toAbsolutePath().getParent());
            try (OutputStream out = Files.newOutputStream(to)) {
                store.store(out, PASSWORD.toCharArray());
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("Cannot make the trust store of builds from " + trusted, e);
        }
    }
}
