package dev.trainyard.infra.workflow;

import dev.trainyard.infra.synth.Ordered;
import java.util.List;
import java.util.Map;

/**
 * Where jobs and endpoints run.
 *
 * @param subnetIds private subnets
 * @param securityGroupId what they may reach
 */
public record JobNetwork(List<String> subnetIds, String securityGroupId) {

    public JobNetwork {
        subnetIds = List.copyOf(subnetIds);
    }

    /** SageMaker's {@code VpcConfig}. */
    public Map<String, Object> vpcConfig() {
        return Ordered.map("SecurityGroupIds", List.of(securityGroupId), "Subnets", subnetIds);
    }
}
