package dev.trainyard.infra.access;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** Hand-made permissions, for what no {@code grant*} covers: short to write, and never without their resources. */
public final class Allow {

    private Allow() {}

    /** Allows actions on resources. */
    public static PolicyStatement actions(List<String> actions, List<String> resources) {
        return PolicyStatement.Builder.create()
                .actions(actions)
                .resources(resources)
                .build();
    }

    /** Allows to hand a role to one AWS service, and to no other. */
    public static PolicyStatement passing(IRole role, String service) {
        return PolicyStatement.Builder.create()
                .actions(List.of("iam:PassRole"))
                .resources(List.of(role.getRoleArn()))
                .conditions(Map.of("StringEquals", Map.of("iam:PassedToService", service)))
                .build();
    }

    /** Allows AWS services to use a key for a caller's volumes, and the caller for nothing by it. */
    public static PolicyStatement volumesUnder(String keyArn) {
        return PolicyStatement.Builder.create()
                .actions(List.of("kms:CreateGrant"))
                .resources(List.of(keyArn))
                .conditions(Map.of("Bool", Map.of("kms:GrantIsForAWSResource", true)))
                .build();
    }
}
