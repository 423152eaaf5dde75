package dev.trainyard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Names that the pipeline, the command line and the stage tests ask for. */
class OutputsTest {

    static Stream<StageTemplates> templates() {
        return Stages.templates();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyStageTellsWhatOthersAskFor(StageTemplates stage) {
        assertThat(ownOutputs(stage.network()))
                .containsExactlyInAnyOrder("VpcId", "PrivateSubnetIds", "JobSecurityGroupId");
        assertThat(ownOutputs(stage.data()))
                .containsExactlyInAnyOrder(
                        "RawBucketName",
                        "ProcessedBucketName",
                        "ArtifactsBucketName",
                        "KeyArn",
                        "ModelPackageGroupName");
        assertThat(ownOutputs(stage.ml()).filter(output -> !output.equals("WatchStateMachineArn")))
                .as("A stage with a watch tells of it, too")
                .containsExactlyInAnyOrder(
                        "StateMachineArn",
                        "BatchStateMachineArn",
                        "EndpointName",
                        "GateFunctionName",
                        "NotificationTopicArn",
                        "CodeUri",
                        "CodeHash",
                        "ReleaseRoleArn",
                        "VerifyRoleArn",
                        "ModelImage");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyImportIsExported(StageTemplates stage) {
        var exports = Stream.of(stage.network(), stage.data())
                .flatMap(template -> template.path("Outputs").findValues("Name").stream())
                .map(JsonNode::asString);
        assertThat(stage.ml().findValues("Fn::ImportValue").stream().map(JsonNode::asString))
                .isNotEmpty()
                .isSubsetOf(exports.toList());
    }

    /** Without the exports that CDK adds for other stacks. */
    private static Stream<String> ownOutputs(JsonNode template) {
        return template.path("Outputs").properties().stream()
                .filter(output -> output.getValue().path("Export").isMissingNode())
                .map(Map.Entry::getKey);
    }
}
