package dev.trainyard.infra.access;

import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.CfnElement;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.constructs.IConstruct;

/**
 * A cdk-nag finding that stands, and why.
 *
 * <p>Written as construct metadata, not through {@code Validations.acknowledge}: that method refuses ids holding more
 * than one {@code ::}, as every finding about an S3 ARN does.
 *
 * @param id rule and finding, as cdk-nag prints it: {@code AwsSolutions-IAM5[Resource::*]}
 * @param reason why it stands
 */
public record AcceptedFinding(String id, String reason) {

    /** Accepts that a policy names resources by a pattern. */
    public static AcceptedFinding resource(String pattern, String reason) {
        return new AcceptedFinding("AwsSolutions-IAM5[Resource::" + pattern + "]", reason);
    }

    /** Accepts that a policy names, by a pattern, what belongs to a resource of the stage: its ARN, then the pattern. */
    public static AcceptedFinding within(IConstruct resource, String pattern, String reason) {
        var element = Objects.requireNonNull((CfnElement) resource.getNode().getDefaultChild());
        return resource("<%s.Arn>%s".formatted(Stack.of(resource).getLogicalId(element), pattern), reason);
    }

    /** Accepts that a policy names actions by a pattern. */
    public static AcceptedFinding action(String pattern, String reason) {
        return new AcceptedFinding("AwsSolutions-IAM5[Action::" + pattern + "]", reason);
    }

    /** Accepts a rule of NIST 800-53 R5. */
    public static AcceptedFinding nist(String rule, String reason) {
        return new AcceptedFinding("NIST.800.53.R5-" + rule, reason);
    }

    /** Accepts this finding on the construct and what it contains. */
    public void on(IConstruct construct) {
        construct.getNode().addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, Map.of(id, reason));
    }
}
