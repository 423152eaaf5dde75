package dev.trainyard.cli.aws;

import java.util.Optional;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** A role of another account, by the usual AWS settings. */
public final class AssumedRole {

    private AssumedRole() {}

    /** Returns clients that act as it; a session that assumes another ends after an hour, so theirs are renewed. */
    public static Clients in(String account, String role, String region) {
        var http = UrlConnectionHttpClient.create();
        var own = DefaultCredentialsProvider.builder().build();
        var sts = new Clients(Optional.empty(), http, Region.of(region), own).sts();
        var credentials = StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request -> request.roleArn("arn:aws:iam::" + account + ":role/" + role)
                        .roleSessionName("trainyard"))
                .build();
        return new Clients(Optional.empty(), http, Region.of(region), credentials);
    }
}
