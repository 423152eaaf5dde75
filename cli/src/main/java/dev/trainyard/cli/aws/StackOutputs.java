package dev.trainyard.cli.aws;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * Outputs of one deployed stack.
 *
 * @param stack its name
 * @param values by output key
 */
public record StackOutputs(String stack, Map<String, String> values) {

    public StackOutputs {
        values = Map.copyOf(values);
    }

    /** Returns the stack's outputs, or empty when there is no such stack yet. */
    public static Optional<StackOutputs> find(CloudFormationClient cloudFormation, String stack) {
        try {
            return cloudFormation.describeStacks(request -> request.stackName(stack)).stacks().stream()
                    .findFirst()
                    .map(StackOutputs::of);
        } catch (CloudFormationException e) {
            if (String.valueOf(e.getMessage()).contains("does not exist")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static StackOutputs of(Stack stack) {
        return new StackOutputs(
                stack.stackName(),
                stack.outputs().stream().collect(Collectors.toMap(Output::outputKey, Output::outputValue)));
    }

    /** Returns the value of one output, or fails naming the stack and the outputs that it has. */
    public String get(String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalStateException("stack %s has no output %s; it has %s"
                    .formatted(stack, key, values.keySet().stream().sorted().toList()));
        }
        return value;
    }
}
