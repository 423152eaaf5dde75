package dev.trainyard.engine.action;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.OperationEvent;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** One stack's CloudFormation, as the test says it is. */
final class FakeCloudFormation implements CloudFormationClient {
    final List<CreateChangeSetRequest> created = new ArrayList<>();
    String stackStatus = "";
    String changeSetStatus = "CREATE_COMPLETE";
    String changeSetReason = "";
    String statusAfterExecution = "CREATE_COMPLETE";
    boolean executed;
    final List<StackEvent> stackEvents = new ArrayList<>();
    final List<OperationEvent> operationEvents = new ArrayList<>();

    @Override
    public DescribeStacksResponse describeStacks(DescribeStacksRequest request) {
        if (stackStatus.isEmpty()) {
            throw CloudFormationException.builder()
                    .message("Stack with id " + request.stackName() + " does not exist")
                    .build();
        }
        return DescribeStacksResponse.builder()
                .stacks(Stack.builder()
                        .stackStatus(stackStatus)
                        .outputs(Output.builder()
                                .outputKey("VpcId")
                                .outputValue("vpc-1")
                                .build())
                        .build())
                .build();
    }

    @Override
    public CreateChangeSetResponse createChangeSet(CreateChangeSetRequest request) {
        created.add(request);
        return CreateChangeSetResponse.builder().id("arn:change-set").build();
    }

    @Override
    public DeleteChangeSetResponse deleteChangeSet(DeleteChangeSetRequest request) {
        return DeleteChangeSetResponse.builder().build();
    }

    @Override
    public DescribeChangeSetResponse describeChangeSet(DescribeChangeSetRequest request) {
        return DescribeChangeSetResponse.builder()
                .status(changeSetStatus)
                .statusReason(changeSetReason)
                .changeSetId("arn:change-set")
                .stackId("arn:stack")
                .build();
    }

    @Override
    public ExecuteChangeSetResponse executeChangeSet(ExecuteChangeSetRequest request) {
        executed = true;
        stackStatus = statusAfterExecution;
        return ExecuteChangeSetResponse.builder().build();
    }

    @Override
    public DescribeStackEventsResponse describeStackEvents(DescribeStackEventsRequest request) {
        return DescribeStackEventsResponse.builder().stackEvents(stackEvents).build();
    }

    @Override
    public DescribeEventsResponse describeEvents(DescribeEventsRequest request) {
        return DescribeEventsResponse.builder().operationEvents(operationEvents).build();
    }

    void failed(String logicalId, String type, String reason) {
        stackEvents.addFirst(StackEvent.builder()
                .logicalResourceId(logicalId)
                .resourceType(type)
                .resourceStatus("CREATE_FAILED")
                .resourceStatusReason(reason)
                .timestamp(Instant.now())
                .build());
    }

    @Override
    public String serviceName() {
        return "cloudformation";
    }

    @Override
    public void close() {}
}
