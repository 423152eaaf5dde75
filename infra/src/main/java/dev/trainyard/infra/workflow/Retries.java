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

    /**
     * For a function, beside what CDK retries: too many at once, and one that was ended by its timeout. Ours write the same
     * again when they are asked again. A timeout is Lambda.Unknown in AWS's guide, Sandbox.Timedout in newer runs' histories.
     *
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/bp-lambda-serviceexception.html">Handle Lambda
     *     service exceptions</a>
     */
    static RetryProps ofFunctions() {
        return fewTries("Lambda.TooManyRequestsException", "Lambda.Unknown", "Sandbox.Timedout")
                .build();
    }

    /** For telling people of a failure, by every name that SNS's own troubles may come with: nobody else tells them why. */
    static RetryProps ofNotices() {
        return fewTries(
                        "SNS.AmazonSNSException",
                        "SNS.InternalErrorException",
                        "SNS.KMSThrottlingException",
                        "SNS.SnsException",
                        "SNS.ThrottledException")
                .build();
    }

    /** For any call: throttling, and what has just been made and is not yet seen everywhere. */
    public static RetryProps ofCalls() {
        return fewTries(
                        "ApplicationAutoScaling.ApplicationAutoScalingException",
                        "CloudWatch.CloudWatchException",
                        "SageMaker.AmazonSageMakerException",
                        "SageMaker.SageMakerException",
                        "SageMakerRuntime.SageMakerRuntimeException",
                        "S3.S3Exception",
                        "Sfn.SfnException",
                        "Ssm.SsmException")
                .maxDelay(Duration.seconds(30))
                .build();
    }

    private static RetryProps.Builder fewTries(String... errors) {
        return RetryProps.builder()
                .errors(List.of(errors))
                .interval(Duration.seconds(5))
                .backoffRate(2)
                .jitterStrategy(JitterType.FULL)
                .maxAttempts(3);
    }
}
