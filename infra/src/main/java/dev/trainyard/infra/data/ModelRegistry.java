package dev.trainyard.infra.data;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.sagemaker.CfnModelPackageGroup;
import software.constructs.Construct;

/** The model package group: every registered model of a stage, with what was decided about it. */
final class ModelRegistry extends Construct {

    private final CfnModelPackageGroup group;

    ModelRegistry(Construct scope, String id, String name, RemovalPolicy removal) {
        super(scope, id);
        group = CfnModelPackageGroup.Builder.create(this, "Group")
                .modelPackageGroupName(name)
                .modelPackageGroupDescription("Models trained by the workflow")
                .build();
        group.applyRemovalPolicy(removal);
    }

    String name() {
        return group.getModelPackageGroupName();
    }
}
