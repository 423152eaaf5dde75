package dev.trainyard.infra.ml;

import dev.trainyard.infra.access.AcceptedFinding;
import dev.trainyard.infra.access.Allow;
import dev.trainyard.infra.workflow.StageArns;
import java.util.List;
import software.amazon.awscdk.services.iam.Role;

/** What Release and Verify both read: the stage's stacks, its workflow, its models and endpoint, its jobs with their logs. */
final class StageReading {

    private StageReading() {}

    static void allow(Role role, StageArns arns) {
        role.addToPolicy(Allow.actions(List.of("cloudformation:DescribeStacks"), arns.stacks()));
        role.addToPolicy(Allow.actions(
                List.of("sagemaker:DescribeEndpoint", "sagemaker:DescribeEndpointConfig", "sagemaker:DescribeModel"),
                List.of(arns.endpoint(), arns.endpointConfigs(), arns.models())));
        role.addToPolicy(Allow.actions(
                List.of("sagemaker:DescribeProcessingJob", "sagemaker:DescribeTrainingJob"),
                List.of(arns.processingJobs(), arns.trainingJobs())));
        role.addToPolicy(Allow.actions(
                List.of("states:DescribeStateMachine", "states:ListExecutions"), List.of(arns.workflow())));
        role.addToPolicy(Allow.actions(
                List.of("states:DescribeExecution", "states:GetExecutionHistory"), List.of(arns.executions())));
        role.addToPolicy(Allow.actions(List.of("sagemaker:DescribeModelPackage"), List.of(arns.modelPackages())));
        role.addToPolicy(Allow.actions(List.of("sagemaker:ListModelPackages"), List.of("*")));
        role.addToPolicy(Allow.actions(
                List.of("logs:DescribeLogStreams", "logs:FilterLogEvents", "logs:GetLogEvents"),
                List.of(arns.sageMakerLogs())));
        accept(role, arns);
    }

    private static void accept(Role role, StageArns arns) {
        arns.stacks()
                .forEach(stack -> AcceptedFinding.resource(stack, "A stack's ARN ends with an id of AWS's")
                        .on(role));
        List.of(arns.endpointConfigs(), arns.executions(), arns.models(), arns.processingJobs(), arns.trainingJobs())
                .forEach(runs -> AcceptedFinding.resource(runs, "Names of runs, under the stage's prefix")
                        .on(role));
        AcceptedFinding.resource(arns.modelPackages(), "SageMaker numbers the versions of a model")
                .on(role);
        AcceptedFinding.resource("*", "IAM knows no resource for listing model packages")
                .on(role);
        AcceptedFinding.resource(arns.sageMakerLogs(), "SageMaker names its log groups and streams")
                .on(role);
    }
}
