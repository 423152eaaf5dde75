package dev.trainyard.endpointtests;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

/** Deploys templates as the pipeline does: a change set, looked at, then executed. */
public final class StackDeployment {
    /** CloudFormation takes no more in the request itself; what is larger is read from a bucket. */
    private static final int BODY_LIMIT_BYTES = 51_200;

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final AwsAccount account;
    private final CloudFormationClient cloudFormation;

    public StackDeployment(AwsAccount account) {
        this.account = account;
        cloudFormation = account.client(CloudFormationClient.builder());
    }

    /** Creates or updates the stack and waits; what it ends as is the caller's to judge. */
    public Stack deploy(String name, String template) {
        var before = find(name);
        var id = "endpoint-test-" + UUID.randomUUID();
        prepare(name, id, template, before.isEmpty() ? ChangeSetType.CREATE : ChangeSetType.UPDATE);
        var changeSet = settled(name, id);
        if (changeSet.status() == ChangeSetStatus.FAILED) {
            if (changeSet.statusReason().contains("didn't contain changes")) {
                return find(name).orElseThrow();
            }
            throw new IllegalStateException("change set of " + name + ": " + changeSet.statusReason());
        }
        cloudFormation.executeChangeSet(request -> request.stackName(name).changeSetName(id));
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

    /** What CloudFormation says went wrong, a line a resource; what it found before it began is told elsewhere. */
    public String failures(String name) {
        var events = cloudFormation.describeStackEvents(request -> request.stackName(name)).stackEvents().stream()
                .filter(event -> event.resourceStatusAsString().endsWith("FAILED"))
                .map(event -> event.logicalResourceId() + ": " + event.resourceStatusReason());
        var validation = cloudFormation.describeEvents(request -> request.stackName(name)).operationEvents().stream()
                .filter(event -> event.validationStatusReason() != null)
                .map(event -> event.logicalResourceId() + ": " + event.validationStatusReason());
        return Stream.concat(events, validation).collect(Collectors.joining("\n"));
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

    private void prepare(String name, String changeSet, String template, ChangeSetType type) {
        var large = template.getBytes(StandardCharsets.UTF_8).length > BODY_LIMIT_BYTES;
        var url = large ? Optional.of(uploaded(name, template)) : Optional.<String>empty();
        cloudFormation.createChangeSet(request -> request.stackName(name)
                .changeSetName(changeSet)
                .changeSetType(type)
                .capabilities(Capability.CAPABILITY_NAMED_IAM)
                .templateBody(large ? null : template)
                .templateURL(url.orElse(null)));
    }

    private String uploaded(String name, String template) {
        var bucket = "templates-" + account.id();
        var s3 = account.client(S3Client.builder().forcePathStyle(true));
        try {
            s3.createBucket(request -> request.bucket(bucket));
        } catch (BucketAlreadyOwnedByYouException e) {
            // made for an earlier template
        }
        s3.putObject(request -> request.bucket(bucket).key(name), RequestBody.fromString(template));
        return "https://s3.%s.amazonaws.com/%s/%s".formatted(account.endpoint().region(), bucket, name);
    }

    private DescribeChangeSetResponse settled(String name, String changeSet) {
        return Await.until(
                "the change set of " + name,
                LIMIT,
                () -> Optional.of(cloudFormation.describeChangeSet(
                                request -> request.stackName(name).changeSetName(changeSet)))
                        .filter(it -> it.status() == ChangeSetStatus.CREATE_COMPLETE
                                || it.status() == ChangeSetStatus.FAILED));
    }
}
