package dev.trainyard.infra.ml;

import dev.trainyard.infra.access.AcceptedFinding;
import dev.trainyard.infra.access.Allow;
import dev.trainyard.infra.workflow.JobNetwork;
import dev.trainyard.infra.workflow.ModelImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/**
 * A role that SageMaker works under: it may pull the image, join the stage's subnets, write logs and metrics. What data
 * it may touch is granted by whoever makes it.
 */
final class SageMakerRole extends Construct {

    private static final String FORCED = "AWS knows no resource for these actions";

    private final Role role;

    SageMakerRole(Construct scope, String id, ModelImage image, JobNetwork network) {
        super(scope, id);
        role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("sagemaker.amazonaws.com"))
                .build();
        AcceptedFinding.resource("*", FORCED + " (registry login, EC2 descriptions, metrics)")
                .on(this);
        pullImage(image);
        joinNetwork(network);
        writeLogsAndMetrics();
    }

    Role role() {
        return role;
    }

    private void pullImage(ModelImage image) {
        allow(List.of("ecr:GetAuthorizationToken"), "*");
        pull(role, image.repositoryArns());
    }

    /** Allows to pull the images of repositories. */
    static void pull(Role role, List<String> repositories) {
        role.addToPolicy(Allow.actions(
                List.of("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"),
                repositories));
    }

    private void joinNetwork(JobNetwork network) {
        var interfaces = arn("ec2", "network-interface/*");
        allow(
                List.of(
                        "ec2:DescribeDhcpOptions",
                        "ec2:DescribeNetworkInterfaces",
                        "ec2:DescribeSecurityGroups",
                        "ec2:DescribeSubnets",
                        "ec2:DescribeVpcs"),
                "*");
        var places = new ArrayList<String>();
        places.add(interfaces);
        places.add(arn("ec2", "security-group/" + network.securityGroupId()));
        network.subnetIds().forEach(subnet -> places.add(arn("ec2", "subnet/" + subnet)));
        role.addToPolicy(Allow.actions(List.of("ec2:CreateNetworkInterface"), places));
        allow(
                List.of(
                        "ec2:CreateNetworkInterfacePermission",
                        "ec2:DeleteNetworkInterface",
                        "ec2:DeleteNetworkInterfacePermission"),
                interfaces);
        AcceptedFinding.resource(interfaces, "SageMaker makes the interfaces, and names them")
                .on(this);
    }

    private void writeLogsAndMetrics() {
        var groups = arn("logs", "log-group:/aws/sagemaker/*");
        allow(
                List.of("logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"),
                groups);
        AcceptedFinding.resource(groups, "SageMaker names its log groups and streams")
                .on(this);
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("cloudwatch:PutMetricData"))
                .resources(List.of("*"))
                .conditions(Map.of("StringLike", Map.of("cloudwatch:namespace", "/aws/sagemaker/*")))
                .build());
    }

    private void allow(List<String> actions, String... resources) {
        role.addToPolicy(Allow.actions(actions, List.of(resources)));
    }

    private String arn(String service, String resource) {
        var stack = Stack.of(this);
        return "arn:%s:%s:%s:%s:%s"
                .formatted(stack.getPartition(), service, stack.getRegion(), stack.getAccount(), resource);
    }
}
