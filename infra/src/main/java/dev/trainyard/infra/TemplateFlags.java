package dev.trainyard.infra;

import java.util.List;
import software.constructs.Construct;

/**
 * CDK's feature flags that our templates rely on, set by the stage itself: it synthesizes alike in a test, from the
 * pipeline and from an app that has no {@code cdk.json}.
 */
final class TemplateFlags {

    private static final List<String> FLAGS = List.of(
            "@aws-cdk/aws-iam:minimizePolicies",
            "@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy",
            "@aws-cdk/core:enablePartitionLiterals");

    private TemplateFlags() {}

    static void setOn(Construct construct) {
        FLAGS.forEach(flag -> construct.getNode().setContext(flag, true));
    }
}
