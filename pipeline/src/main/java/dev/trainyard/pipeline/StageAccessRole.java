package dev.trainyard.pipeline;

import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/**
 * The role of a CodeBuild project that works in a stage's account: all it may do there is to become one role, which trusts it by
 * its name. Beside this it gets what CDK grants every project: its own logs and its input artifact.
 */
final class StageAccessRole extends Construct {

    private final Role role;

    /**
     * @param name physical name: the stage's role trusts it before it exists
     * @param account account of the stage
     * @param stageRole name of the role in that account
     */
    StageAccessRole(Construct scope, String name, String account, String stageRole) {
        super(unlessTaken(scope, name), name);
        this.role = Role.Builder.create(this, "Role")
                .roleName(name)
                .description("Becomes %s in account %s, and nothing else".formatted(stageRole, account))
                .assumedBy(new ServicePrincipal("codebuild.amazonaws.com"))
                .build();
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("sts:AssumeRole"))
                .resources(List.of(
                        "arn:%s:iam::%s:role/%s".formatted(Stack.of(this).getPartition(), account, stageRole)))
                .build());
    }

    private static Construct unlessTaken(Construct scope, String name) {
        if (scope.getNode().tryFindChild(name) != null) {
            throw new IllegalArgumentException(
                    "role %s already exists in the pipeline's account: another step's role has the same name, and role names are unique in an account. Give each stage and step its own, in StageNames.java"
                            .formatted(name));
        }
        return scope;
    }

    IRole role() {
        return role;
    }
}
