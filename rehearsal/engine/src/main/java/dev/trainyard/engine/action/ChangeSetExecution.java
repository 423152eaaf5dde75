package dev.trainyard.engine.action;

import dev.trainyard.engine.pipeline.ActionContext;
import dev.trainyard.engine.pipeline.ActionFailure;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;

/** CHANGE_SET_EXECUTE: carries the change set out and waits for the stack; its outputs are the action's variables. */
final class ChangeSetExecution {
    private static final Set<String> GOOD = Set.of("CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE");

    private final Stack stack;
    private final Patience patience;

    ChangeSetExecution(Stack stack, Patience patience) {
        this.stack = stack;
        this.patience = patience;
    }

    Map<String, String> run(ActionContext context) throws InterruptedException {
        String name = context.required("ChangeSetName");
        DescribeChangeSetResponse set = stack.client()
                .describeChangeSet(request -> request.stackName(stack.name()).changeSetName(name));
        context.action().external(set.stackId());
        if (set.statusAsString().equals("FAILED")) {
            context.action().summary("Nothing to execute: " + set.statusReason());
            return stack.outputs();
        }
        Instant start = Instant.now();
        stack.client()
                .executeChangeSet(request -> request.stackName(stack.name()).changeSetName(name));
        String status = patience.until("The stack " + stack.name(), this::settled);
        if (!GOOD.contains(status)) {
            throw new ActionFailure(
                    "JobFailed",
                    "The stack " + stack.name() + " is in " + status
                            + StackFailure.joined(StackFailure.since(stack, start)));
        }
        context.action().summary(status);
        return stack.outputs();
    }

    private Optional<String> settled() {
        return Optional.of(stack.status()).filter(status -> !status.endsWith("_IN_PROGRESS"));
    }
}
