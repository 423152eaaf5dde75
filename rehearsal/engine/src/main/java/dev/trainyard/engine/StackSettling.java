package dev.trainyard.engine;

import dev.trainyard.engine.aws.Clients;
import dev.trainyard.engine.aws.Identity;
import dev.trainyard.engine.pipeline.Pipelines.Settling;
import dev.trainyard.engine.wire.Caller;
import java.time.Duration;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/**
 * Waits until no stack of the pipeline's account is in progress. CloudFormation makes the pipeline before the last of the
 * roles' policies; on AWS the first action takes longer than they do, here it would overtake them.
 */
final class StackSettling implements Settling {
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int ATTEMPTS = 240;

    private final Clients clients;

    StackSettling(Clients clients) {
        this.clients = clients;
    }

    @Override
    public void await(Caller owner) throws InterruptedException {
        CloudFormationClient client = clients.cloudFormation(Identity.root(owner.account()), owner.region());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Thread.sleep(PAUSE);
            boolean settled = client.describeStacks().stacks().stream()
                    .map(stack -> stack.stackStatusAsString())
                    .noneMatch(status -> status.endsWith("_IN_PROGRESS") && !status.equals("REVIEW_IN_PROGRESS"));
            if (settled) {
                return;
            }
        }
    }
}
