package dev.trainyard.endpointtests;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** Deploys templates as the pipeline does: a change set, looked at, then executed. */
public final class StackDeployment {
    private static final String CHANGE_SET = "endpoint-test";
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final CloudFormationClient cloudFormation;

    public StackDeployment(AwsAccount account) {
        cloudFormation = account.client(CloudFormationClient.builder());
    }

    /** Creates or updates the stack and waits; what it ends as is the caller's to judge. */
    public Stack deploy(String name, String template) {
        var before = find(name);
        prepare(name, template, before.isEmpty() ? ChangeSetType.CREATE : ChangeSetType.UPDATE);
        var changeSet = settled(name);
        if (changeSet.status() == ChangeSetStatus.FAILED) {
            if (changeSet.statusReason().contains("didn't contain changes")) {
                return find(name).orElseThrow();
            }
            throw new IllegalStateException("change set of " + name + ": " + changeSet.statusReason());
        }
        cloudFormation.executeChangeSet(request -> request.stackName(name).changeSetName(CHANGE_SET));
        return Await.until(
                "the deployment of " + name,
                LIMIT,
                () -> find(name).filter(stack -> !stack.stackStatusAsString().endsWith("_IN_PROGRESS")));
    }

    /** Logical id to physical id of a stack. */
    public Map<String, String> physicalIds(String name) {
        var ids = new HashMap<String, String>();
        cloudFormation
                .listStackResourcesPaginator(request -> request.stackName(name))
                .stackResourceSummaries()
                .forEach(resource -> ids.put(resource.logicalResourceId(), resource.physicalResourceId()));
        return ids;
    }

    /** The stack's outputs by key. */
    public Map<String, String> outputs(String name) {
        return find(name).orElseThrow().outputs().stream()
                .collect(Collectors.toMap(output -> output.outputKey(), output -> output.outputValue()));
    }

    /** One output of the stack, or a failure that names those there are. */
    public String output(String name, String key) {
        var outputs = outputs(name);
        var value = outputs.get(key);
        if (value == null) {
            throw new IllegalStateException(
                    "stack %s has no output %s; it has %s".formatted(name, key, outputs.keySet()));
        }
        return value;
    }

    /** What CloudFormation says went wrong, a line a resource. */
    public String failures(String name) {
        return cloudFormation.describeStackEvents(request -> request.stackName(name)).stackEvents().stream()
                .filter(event -> event.resourceStatusAsString().endsWith("FAILED"))
                .map(event -> event.logicalResourceId() + ": " + event.resourceStatusReason())
                .collect(Collectors.joining("\n"));
    }

    /** The stack of that name, unless there is none. */
    public Optional<Stack> find(String name) {
        try {
            return cloudFormation.describeStacks(request -> request.stackName(name)).stacks().stream()
                    .findFirst();
        } catch (CloudFormationException e) {
            if (e.awsErrorDetails().errorMessage().contains("does not exist")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void prepare(String name, String template, ChangeSetType type) {
        cloudFormation.createChangeSet(request -> request.stackName(name)
                .changeSetName(CHANGE_SET)
                .changeSetType(type)
                .capabilities(Capability.CAPABILITY_NAMED_IAM)
                .templateBody(template));
    }

    private DescribeChangeSetResponse settled(String name) {
        return Await.until(
                "the change set of " + name,
                LIMIT,
                () -> Optional.of(cloudFormation.describeChangeSet(
                                request -> request.stackName(name).changeSetName(CHANGE_SET)))
                        .filter(it -> it.status() == ChangeSetStatus.CREATE_COMPLETE
                                || it.status() == ChangeSetStatus.FAILED));
    }
}
