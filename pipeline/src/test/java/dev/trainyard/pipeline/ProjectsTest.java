package dev.trainyard.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.config.PlatformConfig;
import dev.trainyard.config.StageConfig;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** What every CodeBuild project says of itself, so that no default of CDK or AWS decides. */
class ProjectsTest {

    private static final PlatformConfig CONFIG = SynthesizedPipeline.realConfig();
    private static final StageConfig LAST = CONFIG.stages().getLast();
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

        assertThat(privileged)
                .as("Projects whose machine is privileged (StandardImage): Docker's daemon starts on no other")
                .containsExactlyInAnyOrderElementsOf(SynthesizedPipeline.realConfig().stages().stream()
                        .skip(1)
                        .map(stage -> "Pipeline" + stage.stage() + "LocalStack")
                        .toList());
    }

    @Test
    void buildRunsTheOneScriptOfTheRepository() {
        var buildSpec = PIPELINE.buildSpec(PIPELINE.project("Build", "Build"));

        assertThat(commands(buildSpec, "install")).isEmpty();
        assertThat(commands(buildSpec, "build")).containsExactly("sh pipeline/build.sh");
    }

    @Test
    void releaseLearnsWhichCommitAndExecutionItBelongsTo() {
        var variables = PIPELINE.action(LAST.stage(), "Release")
                .at("/Configuration/EnvironmentVariables")
                .asString();

        assertThat(variables)
                .contains("\"PIPELINE_EXECUTION_ID\"", "#{codepipeline.PipelineExecutionId}")
                .contains(
                        "\"COMMIT_ID\"",
                        "#{Source@%s.CommitId}"
                                .formatted(CONFIG.pipeline().repository().name().replace('/', '_')));
    }

    /** Data may keep it waiting, another run, and each of three jobs; a run allows itself four hours more. */
    @Test
    void releaseOutlivesTheWaitsThatTheConfigAllows() {
        var jobs = LAST.workflow();
        var run = jobs.processing()
                .maxRuntime()
                .multipliedBy(2)
                .plus(jobs.training().maxRuntime())
                .plusHours(4);

        assertThat(PIPELINE.project(LAST.stage(), "Release")
                        .path("TimeoutInMinutes")
                        .asLong())
                .isGreaterThanOrEqualTo(
                        LAST.data().maxWait().plus(run).plus(run).toMinutes());
    }

    @Test
    void verifyTestsItsOwnStage() {
        assertThat(commands(PIPELINE.buildSpec(PIPELINE.project(LAST.stage(), "Verify")), "build"))
                .singleElement()
                .asString()
                .contains(
                        "-Dtrainyard.stage=" + LAST.stage(),
                        "-Dtrainyard.account=" + LAST.account(),
                        "--fail-if-no-tests",
                        "--select-package dev.trainyard.stagetests");
    }

    @Test
    void localStackGetsTheTemplatesOfItsOwnStage() {
        var command = commands(PIPELINE.buildSpec(PIPELINE.project(LAST.stage(), "LocalStack")), "build");

        var assembly = "assembly-%s-%s".formatted(PIPELINE.name(), LAST.stage());

        assertThat(command).singleElement().asString().contains("=assembly/" + assembly + " ");
        assertThat(PIPELINE.assembly().resolve(assembly + "/manifest.json")).exists();
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
