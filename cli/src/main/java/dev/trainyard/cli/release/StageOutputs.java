package dev.trainyard.cli.release;

import dev.trainyard.cli.aws.StackOutputs;
import dev.trainyard.config.StageNames;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/**
 * What Release needs of a stage's stacks.
 *
 * @param rawBucket where data arrives, under {@code raw/}
 * @param stateMachine ARN of the workflow
 * @param endpoint name of what serves
 */
public record StageOutputs(String rawBucket, String stateMachine, String endpoint) {

    /** Reads them, or fails naming the stack that is missing. */
    public static StageOutputs read(CloudFormationClient api, StageNames names) {
        StackOutputs ml = stack(api, names.mlStack());
        return new StageOutputs(
                stack(api, names.dataStack()).get("RawBucketName"), ml.get("StateMachineArn"), ml.get("EndpointName"));
    }

    private static StackOutputs stack(CloudFormationClient api, String name) {
        return StackOutputs.find(api, name)
                .orElseThrow(() -> new IllegalStateException(
                        "stack %s is not deployed; deploy the stage before its release".formatted(name)));
    }
}
