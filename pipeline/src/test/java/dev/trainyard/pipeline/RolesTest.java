package dev.trainyard.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.config.StageNames;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Release and Verify can become their stage's role, and beside that do what every build must: log and read their input. */
class RolesTest {

    private static final SynthesizedPipeline PIPELINE = SynthesizedPipeline.ofRealConfig();

    @TestFactory
    Stream<DynamicTest> releaseBecomesTheRoleOfItsOwnStageAlone() {
        return everyStage((names, account) -> assertThat(assumable(names.releaseBuildRole()))
                .containsExactly("arn:aws:iam::%s:role/%s".formatted(account, names.releaseRole())));
    }

    @TestFactory
    Stream<DynamicTest> verifyBecomesTheRoleOfItsOwnStageAlone() {
        return everyStage((names, account) -> assertThat(assumable(names.verifyBuildRole()))
                .containsExactly("arn:aws:iam::%s:role/%s".formatted(account, names.verifyRole())));
    }

    @TestFactory
    Stream<DynamicTest> neitherMayDoMoreThanABuildMust() {
        return everyStage((names, account) -> assertThat(Stream.of(names.releaseBuildRole(), names.verifyBuildRole())
                        .flatMap(role -> statements(role).stream())
                        .flatMap(statement -> texts(statement.path("Action")))
                        .distinct())
                .containsExactlyInAnyOrder(
                        "sts:AssumeRole",
                        "logs:CreateLogGroup",
                        "logs:CreateLogStream",
                        "logs:PutLogEvents",
                        "codebuild:CreateReportGroup",
                        "codebuild:CreateReport",
                        "codebuild:UpdateReport",
                        "codebuild:BatchPutTestCases",
                        "codebuild:BatchPutCodeCoverages",
                        "s3:GetObject*",
                        "s3:GetBucket*",
                        "s3:List*",
                        "kms:Decrypt",
                        "kms:Encrypt",
                        "kms:ReEncrypt*",
                        "kms:GenerateDataKey*",
                        "kms:DescribeKey"));
    }

    /** AWS refuses an action whose prefix is not that of the connection's ARN. */
    @Test
    void sourceMayUseItsConnectionUnderTheConnectionsOwnPrefix() {
        var connection =
                SynthesizedPipeline.realConfig().pipeline().repository().connectionArn();

        assertThat(PIPELINE.resources("AWS::IAM::Policy").values().stream()
                        .flatMap(
                                policy -> policy.at("/PolicyDocument/Statement").valueStream())
                        .filter(statement ->
                                statement.path("Resource").asString("").equals(connection))
                        .flatMap(statement -> texts(statement.path("Action"))))
                .contains(connection.split(":")[2] + ":UseConnection");
    }

    @Test
    void onlyCodeBuildTakesTheRolesOfReleaseAndVerify() {
        assertThat(PIPELINE.resources("AWS::IAM::Role").values().stream()
                        .filter(it -> it.has("RoleName"))
                        .map(it -> it.at("/AssumeRolePolicyDocument/Statement")))
                .hasSize(2 * SynthesizedPipeline.realConfig().stages().size())
                .allSatisfy(statements -> assertThat(statements
                                .valueStream()
                                .map(it -> it.at("/Principal/Service").asString()))
                        .containsExactly("codebuild.amazonaws.com"));
    }

    private static Stream<DynamicTest> everyStage(BiConsumer<StageNames, String> check) {
        var config = SynthesizedPipeline.realConfig();
        return config.stages().stream()
                .map(it -> DynamicTest.dynamicTest(it.stage(), () -> check.accept(config.names(it), it.account())));
    }

    private static List<String> assumable(String role) {
        return statements(role).stream()
                .filter(it -> texts(it.path("Action")).anyMatch("sts:AssumeRole"::equals))
                .flatMap(it -> texts(it.path("Resource")))
                .toList();
    }

    private static List<JsonNode> statements(String roleName) {
        var id = PIPELINE.resources("AWS::IAM::Role").entrySet().stream()
                .filter(it -> it.getValue().path("RoleName").asString("").equals(roleName))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no role " + roleName));
        return PIPELINE.resources("AWS::IAM::Policy").values().stream()
                .filter(it -> it.at("/Roles/0/Ref").asString().equals(id))
                .flatMap(it -> it.at("/PolicyDocument/Statement").valueStream())
                .toList();
    }

    private static Stream<String> texts(JsonNode value) {
        return value.isArray() ? value.valueStream().map(JsonNode::asString) : Stream.of(value.asString());
    }
}
