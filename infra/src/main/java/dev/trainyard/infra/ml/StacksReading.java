package dev.trainyard.infra.ml;

import dev.trainyard.infra.access.AcceptedFinding;
import dev.trainyard.infra.access.Allow;
import dev.trainyard.infra.workflow.StageArns;
import java.util.List;
import software.amazon.awscdk.services.iam.Role;

/** What Release and Verify both read: the outputs of the stage's stacks. What else each may is what it was seen to use. */
final class StacksReading {

    private StacksReading() {}

    static void allow(Role role, StageArns arns) {
        role.addToPolicy(Allow.actions(List.of("cloudformation:DescribeStacks"), arns.stacks()));
        arns.stacks()
                .forEach(stack -> AcceptedFinding.resource(stack, "A stack's ARN ends with an id of AWS's")
                        .on(role));
    }
}
