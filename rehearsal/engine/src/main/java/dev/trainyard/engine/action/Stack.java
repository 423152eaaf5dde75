package dev.trainyard.engine.action;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;

/** A stack of the target account, there or not yet. */
record Stack(CloudFormationClient client, String name) {
    Optional<software.amazon.awssdk.services.cloudformation.model.Stack> describe() {
        try {
            return client.describeStacks(request -> request.stackName(name)).stacks().stream()
                    .findFirst();
        } catch (CloudFormationException e) {
            if (String.valueOf(e.getMessage()).contains("does not exist")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    String status() {
        return describe()
                .map(software.amazon.awssdk.services.cloudformation.model.Stack::stackStatusAsString)
                .orElse("");
    }

    Map<String, String> outputs() {
        Map<String, String> outputs = new LinkedHashMap<>();
        describe()
                .ifPresent(stack ->
                        stack.outputs().forEach(output -> outputs.put(output.outputKey(), output.outputValue())));
        return outputs;
    }
}
