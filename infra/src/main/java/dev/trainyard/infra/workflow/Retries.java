package dev.trainyard.infra.workflow;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.stepfunctions.JitterType;
import software.amazon.awscdk.services.stepfunctions.RetryProps;

/**
 * What is worth another try, and how often.
 *
 * <p>SageMaker's catch-all errors carry throttling and a refused request alike, so they get three tries and no more; a
 * limit that is reached is waited for. A job that failed is not tried again: its reason is shown.
 */
public final class Retries {

    private Retries() {}

    /** For the start of a job: another may have to end first. */
    public static RetryProps ofLimits() {
        return RetryProps.builder()
                .errors(List.of("SageMaker.ResourceLimitExceededException"))
                .interval(Duration.seconds(60))
                .backoffRate(1.5)
                .maxDelay(Duration.seconds(300))
                .maxAttempts(10)
                .build();
    }

    /** For any call: throttling, and what has just been made and is not yet seen everywhere. */
    public static RetryProps ofCalls() {
        return RetryProps.builder()
                .errors(List.of(
                        "CloudWatch.CloudWatchException",
                        "SageMaker.AmazonSageMakerException",
                        "SageMaker.SageMakerException",
                        "SageMakerRuntime.SageMakerRuntimeException",
                        "S3.S3Exception",
                        "Sfn.SfnException",
                        "SNS.SnsException"))
                .interval(Duration.seconds(5))
                .backoffRate(2)
                .maxDelay(Duration.seconds(30))
                .jitterStrategy(JitterType.FULL)
                .maxAttempts(3)
                .build();
    }
}
