package dev.trainyard.repositorytests.contracts;

import java.util.List;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** CloudFormation after a deployment of every template; an output's value is its expression. */
final class DeployedTemplates implements CloudFormationClient {

    @Override
    public DescribeStacksResponse describeStacks(DescribeStacksRequest request) {
        var template = SynthesizedProject.templates().get(request.stackName());
        if (template == null) {
            throw CloudFormationException.builder()
                    .message("Stack with id %s does not exist".formatted(request.stackName()))
                    .build();
        }
        List<Output> outputs = template.path("Outputs").properties().stream()
                .map(entry -> Output.builder()
                        .outputKey(entry.getKey())
                        .outputValue(entry.getValue().path("Value").toString())
                        .build())
                .toList();
        return DescribeStacksResponse.builder()
                .stacks(Stack.builder()
                        .stackName(request.stackName())
                        .outputs(outputs)
                        .build())
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
