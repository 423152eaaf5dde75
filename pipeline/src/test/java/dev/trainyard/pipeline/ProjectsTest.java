package dev.trainyard.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** What every CodeBuild project says of itself, so that no default of CDK or AWS decides. */
class ProjectsTest {

    private static final SynthesizedPipeline PIPELINE = SynthesizedPipeline.ofRealConfig();

    @TestFactory
    Stream<DynamicTest> everyProjectNamesItsImage() {
        return projects(
                it -> assertThat(it.at("/Environment/Image").asString()).isEqualTo("aws/codebuild/standard:8.0"));
    }

    @TestFactory
    Stream<DynamicTest> everyProjectDeclaresItsRuntimes() {
        return projects(it -> assertThat(PIPELINE.buildSpec(it)
                        .at("/phases/install/runtime-versions")
                        .propertyNames())
                .isNotEmpty());
    }

    @TestFactory
    Stream<DynamicTest> everyProjectEndsByItself() {
        return projects(it -> assertThat(it.path("TimeoutInMinutes").asInt(0)).isBetween(5, 36 * 60));
    }

    @TestFactory
    Stream<DynamicTest> everyProjectEncryptsWithTheArtifactsKey() {
        return projects(it ->
                assertThat(it.at("/EncryptionKey/Fn::GetAtt/0").asString()).startsWith("ArtifactsKey"));
    }

    @Test
    void onlyLocalStackMayRunDocker() {
        var privileged = PIPELINE.resources("AWS::CodeBuild::Project").entrySet().stream()
                .filter(it -> it.getValue().at("/Environment/PrivilegedMode").asBoolean())
                .map(it -> it.getKey().replaceAll("[0-9A-F]{8}$", ""));

        assertThat(privileged).containsExactly("PipelineprodLocalStack", "PipelinestagingLocalStack");
    }

    @Test
    void buildRunsTheOneScriptOfTheRepository() {
        var buildSpec = PIPELINE.buildSpec(PIPELINE.project("Build", "Build"));

        assertThat(commands(buildSpec, "install")).isEmpty();
        assertThat(commands(buildSpec, "build")).containsExactly("sh pipeline/build.sh");
    }

    @Test
    void releaseLearnsWhichCommitAndExecutionItBelongsTo() {
        var variables = PIPELINE.action("prod", "Release")
                .at("/Configuration/EnvironmentVariables")
                .asString();

        assertThat(variables)
                .contains("\"PIPELINE_EXECUTION_ID\"", "#{codepipeline.PipelineExecutionId}")
                .contains("\"COMMIT_ID\"", "#{Source@your-org_trainyard.CommitId}");
    }

    /** The data may take 10 minutes, each of three jobs an hour; the workflow allows itself four more. */
    @Test
    void releaseOutlivesTheWaitsThatTheConfigAllows() {
        assertThat(PIPELINE.project("dev", "Release").path("TimeoutInMinutes").asInt())
                .isEqualTo(10 + 3 * 60 + 5 * 60);
    }

    @Test
    void verifyTestsItsOwnStage() {
        assertThat(commands(PIPELINE.buildSpec(PIPELINE.project("staging", "Verify")), "build"))
                .singleElement()
                .asString()
                .contains(
                        "-Dtrainyard.stage=staging",
                        "-Dtrainyard.account=333333333333",
                        "--fail-if-no-tests",
                        "--select-package dev.trainyard.stagetests");
    }

    @Test
    void localStackGetsTheTemplatesOfItsOwnStage() {
        var command = commands(PIPELINE.buildSpec(PIPELINE.project("prod", "LocalStack")), "build");

        assertThat(command).singleElement().asString().contains("=assembly/assembly-trainyard-pipeline-prod ");
        assertThat(PIPELINE.assembly().resolve("assembly-trainyard-pipeline-prod/manifest.json"))
                .exists();
    }

    private static List<String> commands(JsonNode buildSpec, String phase) {
        return buildSpec
                .at("/phases/%s/commands".formatted(phase))
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private static Stream<DynamicTest> projects(Consumer<JsonNode> check) {
        return PIPELINE.resources("AWS::CodeBuild::Project").entrySet().stream()
                .map(it -> DynamicTest.dynamicTest(it.getKey(), () -> check.accept(it.getValue())));
    }
}
