package dev.trainyard.infra.ml;

import java.util.Map;
import software.amazon.awscdk.services.iam.AccountPrincipal;
import software.amazon.awscdk.services.iam.PrincipalWithConditions;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/**
 * A role in the stage's account that one build of the pipeline assumes, and nobody else.
 *
 * <p>It trusts the tools account for the one principal named: a role ARN as principal would have to exist first, and
 * would be replaced by a dead id whenever the build's role is made anew.
 */
final class PipelineRole {

    private PipelineRole() {}

    static Role create(Construct scope, Trust trust) {
        var build = "arn:aws:iam::%s:role/%s".formatted(trust.toolsAccount(), trust.buildRole());
        return Role.Builder.create(scope, "Role")
                .roleName(trust.roleName())
                .assumedBy(new PrincipalWithConditions(
                        new AccountPrincipal(trust.toolsAccount()),
                        Map.of("ArnEquals", Map.of("aws:PrincipalArn", build))))
                .build();
    }

    /**
     * @param roleName the role's name, which the pipeline knows before the role exists
     * @param toolsAccount account of the pipeline
     * @param buildRole role of the build that may assume it
     */
    record Trust(String roleName, String toolsAccount, String buildRole) {}
}
