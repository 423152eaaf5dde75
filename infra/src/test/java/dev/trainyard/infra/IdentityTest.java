package dev.trainyard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.config.StageConfig;
import dev.trainyard.infra.StageTemplates.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Who may do what, over every policy of every stage. */
class IdentityTest {

    /** Actions for which AWS's service authorization reference knows no resource. */
    private static final Set<String> WITHOUT_RESOURCE = Set.of(
            "cloudwatch:PutMetricData",
            "ec2:DescribeDhcpOptions",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSecurityGroups",
            "ec2:DescribeSubnets",
            "ec2:DescribeVpcs",
            "ecr:GetAuthorizationToken",
            "logs:CreateLogDelivery",
            "logs:DeleteLogDelivery",
            "logs:DescribeLogGroups",
            "logs:DescribeResourcePolicies",
            "logs:GetLogDelivery",
            "logs:ListLogDeliveries",
            "logs:PutResourcePolicy",
            "logs:UpdateLogDelivery",
            "sagemaker:ListEndpointConfigs",
            "sagemaker:ListEndpoints",
            "sagemaker:ListModels",
            "sagemaker:ListModelPackages",
            "xray:GetSamplingRules",
            "xray:GetSamplingTargets",
            "xray:PutTelemetryRecords",
            "xray:PutTraceSegments");

    static Stream<StageTemplates> templates() {
        return Stages.templates();
    }

    static Stream<StageConfig> stages() {
        return Stages.all();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void onlyActionsWithoutResourcesAreAllowedOnAll(StageTemplates stage) {
        assertThat(statements(stage).filter(IdentityTest::isOnAll).flatMap(IdentityTest::actions))
                .isSubsetOf(WITHOUT_RESOURCE);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void noServiceIsAllowedWhole(StageTemplates stage) {
        assertThat(statements(stage).flatMap(IdentityTest::actions)).noneMatch(action -> action.endsWith(":*"));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void aRoleIsPassedToNamedServicesOnly(StageTemplates stage) {
        assertThat(statements(stage).filter(statement -> actions(statement).anyMatch("iam:PassRole"::equals)))
                .isNotEmpty()
                .allSatisfy(statement ->
                        assertThat(statement.findValue("iam:PassedToService")).isNotNull());
    }

    @ParameterizedTest
    @MethodSource("templates")
    void noRoleHasAPolicyThatAwsWrites(StageTemplates stage) {
        assertThat(roles(stage).filter(role -> !role.id().startsWith("CustomVpcRestrictDefaultSG")))
                .allSatisfy(role ->
                        assertThat(role.properties().has("ManagedPolicyArns")).isFalse());
    }

    @ParameterizedTest
    @MethodSource("stages")
    void onlyItsOwnBuildMayReleaseAStage(StageConfig config) {
        var names = Stages.CONFIG.names(config);
        var tools = Stages.CONFIG.pipeline().account();
        assertThat(trusted(config, names.releaseRole()))
                .isEqualTo("arn:aws:iam::%s:role/%s".formatted(tools, names.releaseBuildRole()));
        assertThat(trusted(config, names.verifyRole()))
                .isEqualTo("arn:aws:iam::%s:role/%s".formatted(tools, names.verifyBuildRole()));
    }

    private static String trusted(StageConfig config, String roleName) {
        return roles(Stages.templates(config))
                .filter(role -> role.properties().path("RoleName").asString("").equals(roleName))
                .map(role -> role.json().findValue("aws:PrincipalArn").asString())
                .findFirst()
                .orElse("no role " + roleName);
    }

    private static Stream<Resource> roles(StageTemplates stage) {
        return stage.resources().filter(resource -> resource.type().equals("AWS::IAM::Role"));
    }

    private static Stream<JsonNode> statements(StageTemplates stage) {
        return stage.resources()
                .filter(resource -> resource.type().equals("AWS::IAM::Policy"))
                .flatMap(policy ->
                        list(policy.properties().path("PolicyDocument").path("Statement")).stream());
    }

    private static boolean isOnAll(JsonNode statement) {
        return list(statement.path("Resource")).stream()
                .anyMatch(resource -> resource.asString("").equals("*"));
    }

    private static Stream<String> actions(JsonNode statement) {
        return list(statement.path("Action")).stream().map(JsonNode::asString);
    }

    private static List<JsonNode> list(JsonNode oneOrMany) {
        var all = new ArrayList<JsonNode>();
        if (oneOrMany.isArray()) {
            oneOrMany.forEach(all::add);
        } else {
            all.add(oneOrMany);
        }
        return all;
    }
}
