package dev.trainyard.pipeline;

import java.util.List;
import software.constructs.Construct;

/** CDK's feature flags that the pipeline relies on, set by its stack itself: it synthesizes alike from an app and in a test. */
final class TemplateFlags {

    private static final List<String> FLAGS = List.of(
            "@aws-cdk/aws-iam:minimizePolicies",
            "@aws-cdk/core:enablePartitionLiterals",
            "@aws-cdk/pipelines:reduceAssetRoleTrustScope",
            "@aws-cdk/pipelines:reduceStageRoleTrustScope",
            "@aws-cdk/pipelines:reduceCrossAccountActionRoleTrustScope");

    private TemplateFlags() {}

    static void setOn(Construct construct) {
        FLAGS.forEach(flag -> construct.getNode().setContext(flag, true));
    }
}
