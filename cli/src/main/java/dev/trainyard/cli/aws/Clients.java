package dev.trainyard.cli.aws;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Clients of one account in one region.
 *
 * @param endpoint the stand-in's, or empty for AWS's own (where the SDK still honours {@code AWS_ENDPOINT_URL})
 * @param http shared by all clients
 * @param region of every call
 * @param credentials of every call
 */
public record Clients(Optional<URI> endpoint, SdkHttpClient http, Region region, AwsCredentialsProvider credentials) {

    private <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C client(B builder) {
        endpoint.ifPresent(builder::endpointOverride);
        return builder.httpClient(http)
                .region(region)
                .credentialsProvider(credentials)
                .build();
    }

    public CloudFormationClient cloudFormation() {
        return client(CloudFormationClient.builder());
    }

    public CodePipelineClient codePipeline() {
        return client(CodePipelineClient.builder());
    }

    public CodeBuildClient codeBuild() {
        return client(CodeBuildClient.builder());
    }

    public CloudWatchLogsClient logs() {
        return client(CloudWatchLogsClient.builder());
    }

    /** Path style: the stand-in has no DNS for bucket names, and AWS answers both. */
    public S3Client s3() {
        return client(S3Client.builder().forcePathStyle(true));
    }

    public SfnClient stepFunctions() {
        return client(SfnClient.builder());
    }

    public SageMakerClient sageMaker() {
        return client(SageMakerClient.builder());
    }

    public SageMakerRuntimeClient sageMakerRuntime() {
        return client(SageMakerRuntimeClient.builder());
    }

    public SsmClient ssm() {
        return client(SsmClient.builder());
    }

    public StsClient sts() {
        return client(StsClient.builder());
    }
}
