package dev.trainyard.stagetests;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** Clients in the stage's account, as its Verify role. {@code AWS_ENDPOINT_URL} is honoured by the SDK itself. */
final class StageAccount {

    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final Region region;
    private final AwsCredentialsProvider credentials;

    StageAccount(StageUnderTest stage) {
        this.region = Region.of(stage.region());
        var sts = StsClient.builder().httpClient(http).region(region).build();
        this.credentials = StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request -> request.roleArn(stage.verifyRole()).roleSessionName("trainyard-verify"))
                .build();
    }

    CloudFormationClient cloudFormation() {
        return client(CloudFormationClient.builder());
    }

    S3Client s3() {
        return client(S3Client.builder().forcePathStyle(true));
    }

    SageMakerClient sageMaker() {
        return client(SageMakerClient.builder());
    }

    SageMakerRuntimeClient sageMakerRuntime() {
        return client(SageMakerRuntimeClient.builder());
    }

    SfnClient stepFunctions() {
        return client(SfnClient.builder());
    }

    SsmClient ssm() {
        return client(SsmClient.builder());
    }

    private <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C client(B builder) {
        return builder.httpClient(http)
                .region(region)
                .credentialsProvider(credentials)
                .build();
    }
}
