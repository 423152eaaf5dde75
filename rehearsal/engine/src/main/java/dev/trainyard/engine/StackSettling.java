package dev.trainyard.engine;

import dev.trainyard.engine.aws.Clients;
import dev.trainyard.engine.aws.Identity;
import dev.trainyard.engine.pipeline.Pipelines.Settling;
import dev.trainyard.engine.waiting.Waiter;
import dev.trainyard.engine.waiting.Waiter.Wait;
import dev.trainyard.engine.wire.Caller;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * Waits until no stack of the pipeline's account is in progress. CloudFormation makes the pipeline before the last of the
 * roles' policies; on AWS the first action takes longer than they do, here it would overtake them.
 */
final class StackSettling implements Settling {
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Clients clients;
    private final Waiter waiter;

    StackSettling(Clients clients, Waiter waiter) {
        this.clients = clients;
        this.waiter = waiter;
    }

    @Override
    public void await(Caller owner) throws InterruptedException {
        CloudFormationClient client = clients.cloudFormation(Identity.root(owner.account()), owner.region());
        var settling = new Wait("CloudFormation in account " + owner.account(), PAUSE, LIMIT);
        try {
            // The stack that makes the pipeline may not even say yet that it is in progress.
            waiter.sleep().sleep(PAUSE);
            waiter.until(settling, () -> inProgress(client).isEmpty() ? Optional.of(true) : Optional.empty());
        } catch (TimeoutException e) {
            System.err.printf(
                    "%s: %s. The first run begins all the same.%n", settling.tookTooLong(), inProgress(client));
        }
    }

    private static List<String> inProgress(CloudFormationClient client) {
        return client.describeStacks().stacks().stream()
                .filter(stack -> stack.stackStatusAsString().endsWith("_IN_PROGRESS")
                        && !stack.stackStatusAsString().equals("REVIEW_IN_PROGRESS"))
                .map(Stack::stackName)
                .toList();
    }
}
