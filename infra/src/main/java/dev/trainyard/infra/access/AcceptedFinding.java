package dev.trainyard.infra.access;

import java.util.List;
import java.util.Map;
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

    /** Accepts that a policy names actions by a pattern. */
    public static AcceptedFinding action(String pattern, String reason) {
        return new AcceptedFinding("AwsSolutions-IAM5[Action::" + pattern + "]", reason);
    }

    /** Accepts the action patterns that {@code grantRead}, {@code grantReadWrite} and a key's grants write. */
    public static void ofGrants(IConstruct construct) {
        List.of("s3:GetObject*", "s3:GetBucket*", "s3:List*", "s3:DeleteObject*", "s3:Abort*")
                .forEach(pattern -> action(pattern, "CDK's bucket grants, on the named buckets only")
                        .on(construct));
        List.of("kms:GenerateDataKey*", "kms:ReEncrypt*")
                .forEach(pattern -> action(pattern, "CDK's key grants, on the stage's key only")
                        .on(construct));
    }

    /** Accepts this finding on the construct and what it contains. */
    public void on(IConstruct construct) {
        construct.getNode().addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, Map.of(id, reason));
    }
}
