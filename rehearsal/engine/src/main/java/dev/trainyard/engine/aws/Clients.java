package dev.trainyard.engine.aws;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** Makes the AWS SDK's clients. All of them share one HTTP client, which reaches the emulator alone. */
public final class Clients implements AutoCloseable {
    private static final ProfileFile NO_PROFILE = ProfileFile.aggregator().build();

    private final Emulator emulator;
    private final SdkHttpClient http;

    public Clients(Emulator emulator) {
        this.emulator = emulator;
        Trust trust = new Trust(emulator.certificate());
        this.http = UrlConnectionHttpClient.builder()
                .tlsTrustManagersProvider(trust::managers)
                .socketTimeout(Duration.ofMinutes(3))
                .build();
    }

    public S3Client s3(Identity identity, String region) {
        return build(S3Client.builder().forcePathStyle(true), identity, region);
    }

    public StsClient sts(Identity identity, String region) {
        return build(StsClient.builder(), identity, region);
    }

    public CloudFormationClient cloudFormation(Identity identity, String region) {
        return build(CloudFormationClient.builder(), identity, region);
    }

    public CodeBuildClient codeBuild(Identity identity, String region) {
        return build(CodeBuildClient.builder(), identity, region);
    }

    public CloudWatchLogsClient logs(Identity identity, String region) {
        return build(CloudWatchLogsClient.builder(), identity, region);
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(
            B builder, Identity identity, String region) {
        return builder.endpointOverride(emulator.endpoint())
                .region(Region.of(region))
                .httpClient(http)
                .overrideConfiguration(settings -> settings.defaultProfileFile(NO_PROFILE))
                .credentialsProvider(StaticCredentialsProvider.create(identity.credentials()))
                .build();
    }

    @Override
    public void close() {
        http.close();
    }
}
