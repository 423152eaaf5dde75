package dev.trainyard.cli.aws;

import dev.trainyard.cli.terminal.UsageException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * AWS by the usual settings (profile, environment, {@code AWS_ENDPOINT_URL}).
 *
 * <p>Those settings name one account, the tools account as a rule. The other accounts are read through the read-only
 * lookup role that {@code cdk bootstrap --trust} leaves in each of them.
 */
public final class AwsTarget implements Target {

    private static final String LOOKUP_ROLE = "arn:aws:iam::%s:role/cdk-hnb659fds-lookup-role-%s-%s";

    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final AwsCredentialsProvider own =
            DefaultCredentialsProvider.builder().build();
    private final Map<String, AwsCredentialsProvider> byAccount = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "AWS";
    }

    @Override
    public Clients account(String account, String region) {
        AwsCredentialsProvider credentials = byAccount.computeIfAbsent(account, id -> reaching(id, region));
        return new Clients(Optional.empty(), http, Region.of(region), credentials);
    }

    /** The lookup role may read only: who acts, does so as a principal of the account, with rights of their own. */
    @Override
    public Clients acting(String account, String region) {
        var clients = new Clients(Optional.empty(), http, Region.of(region), own);
        String mine = clients.sts().getCallerIdentity().account();
        if (!mine.equals(account)) {
            throw new UsageException(("this acts in account %s, and your AWS settings are of account %s. "
                            + "Name a profile of %s (AWS_PROFILE=…) and try again.")
                    .formatted(account, mine, account));
        }
        return clients;
    }

    private AwsCredentialsProvider reaching(String account, String region) {
        StsClient sts = new Clients(Optional.empty(), http, Region.of(region), own).sts();
        if (sts.getCallerIdentity().account().equals(account)) {
            return own;
        }
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request -> request.roleArn(LOOKUP_ROLE.formatted(account, account, region))
                        .roleSessionName("trainyard-cli"))
                .build();
    }
}
