package dev.trainyard.engine.action;

import dev.trainyard.engine.aws.ArtifactLocation;
import dev.trainyard.engine.pipeline.ActionContext;
import dev.trainyard.engine.pipeline.ActionFailure;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;

/** CHANGE_SET_REPLACE: a change set of the template in the artifact, in place of one of the same name. */
final class ChangeSetReplacement {
    /** CloudFormation's limit for a template in a request; larger ones are read from S3. */
    private static final int LARGEST_BODY_BYTES = 51_200;

    private static final List<String> NOTHING_TO_DO =
            List.of("didn't contain changes", "No updates are to be performed");

    private final Stack stack;
    private final Patience patience;
    private final ArtifactFile files;

    ChangeSetReplacement(Stack stack, Patience patience, ArtifactFile files) {
        this.stack = stack;
        this.patience = patience;
        this.files = files;
    }

    Map<String, String> run(ActionContext context) throws InterruptedException {
        String name = context.required("ChangeSetName");
        String status = stack.status();
        refuseWhatCannotBeUpdated(status);
        deleteOld(status, name);
        CreateChangeSetRequest.Builder request = CreateChangeSetRequest.builder()
                .stackName(stack.name())
                .changeSetName(name)
                .changeSetType(
                        status.isEmpty() || status.equals("REVIEW_IN_PROGRESS")
                                ? ChangeSetType.CREATE
                                : ChangeSetType.UPDATE)
                .capabilitiesWithStrings(capabilities(context));
        context.optional("RoleArn").ifPresent(request::roleARN);
        StackInput.of(context, files).into(request);
        template(context, request);
        String id = stack.client().createChangeSet(request.build()).id();
        context.action().external(id);
        context.action().summary(summary(await(name)));
        return Map.of();
    }

    private static void refuseWhatCannotBeUpdated(String status) {
        if (List.of("ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "DELETE_FAILED", "UPDATE_ROLLBACK_FAILED")
                .contains(status)) {
            throw new ActionFailure(
                    "JobFailed",
                    "The stack is in " + status + ": CloudFormation can only delete it. Delete it, then try again");
        }
    }

    private void deleteOld(String status, String name) {
        if (status.isEmpty()) {
            return;
        }
        try {
            stack.client()
                    .deleteChangeSet(request -> request.stackName(stack.name()).changeSetName(name));
        } catch (ChangeSetNotFoundException e) {
            // the first of its name
        }
    }

    private static List<String> capabilities(ActionContext context) {
        return context.optional("Capabilities").map(ChangeSetReplacement::list).orElse(List.of());
    }

    private static List<String> list(String capabilities) {
        return Arrays.stream(capabilities.split(",")).map(String::strip).toList();
    }

    private void template(ActionContext context, CreateChangeSetRequest.Builder request) {
        String template = files.read(context, context.required("TemplatePath"));
        if (template.getBytes(StandardCharsets.UTF_8).length <= LARGEST_BODY_BYTES) {
            request.templateBody(template);
            return;
        }
        ArtifactLocation input = context.inputs().values().iterator().next();
        String folder = input.key().substring(0, input.key().indexOf('/'));
        ArtifactLocation beside = new ArtifactLocation(
                input.bucket(), folder + "/Templates/" + UUID.randomUUID() + ".json", input.encryptionKey());
        files.write(context.pipeline(), template, beside);
        request.templateURL(
                "https://s3." + context.region() + ".amazonaws.com/" + beside.bucket() + "/" + beside.key());
    }

    private DescribeChangeSetResponse await(String name) throws InterruptedException {
        return patience.until("The change set of " + stack.name(), () -> {
            DescribeChangeSetResponse set = stack.client()
                    .describeChangeSet(
                            request -> request.stackName(stack.name()).changeSetName(name));
            return Stream.of("CREATE_COMPLETE", "FAILED").anyMatch(set.statusAsString()::equals)
                    ? Optional.of(set)
                    : Optional.empty();
        });
    }

    private String summary(DescribeChangeSetResponse set) {
        String reason = Optional.ofNullable(set.statusReason()).orElse("");
        if (!set.statusAsString().equals("FAILED")) {
            return set.changes().size() + " changes";
        }
        if (NOTHING_TO_DO.stream().anyMatch(reason::contains)) {
            return reason;
        }
        List<String> words = StackFailure.ofChangeSet(stack, set.changeSetId());
        throw new ActionFailure(
                "JobFailed", "The change set of " + stack.name() + " failed: " + reason + StackFailure.joined(words));
    }
}
