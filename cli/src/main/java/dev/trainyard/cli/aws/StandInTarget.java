package dev.trainyard.cli.aws;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** The stand-in, where a 12-digit access key is the root of that account. Nothing else than its certificate is trusted. */
public final class StandInTarget implements Target {

    private final URI endpoint;
    private final SdkHttpClient http;

    public StandInTarget(StandInReady ready) {
        this.endpoint = URI.create(ready.endpoint());
        this.http = UrlConnectionHttpClient.builder()
                .tlsTrustManagersProvider(TrustedCertificate.read(ready.caCertificate()))
                .build();
    }

    @Override
    public String name() {
        return "the rehearsal at " + endpoint;
    }

    @Override
    public Clients account(String account, String region) {
        var root = StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "rehearsal"));
        return new Clients(Optional.of(endpoint), http, Region.of(region), root);
    }

    @Override
    public Clients acting(String account, String region) {
        return account(account, region);
    }
}
