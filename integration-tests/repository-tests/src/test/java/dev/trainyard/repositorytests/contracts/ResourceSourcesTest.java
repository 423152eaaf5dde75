package dev.trainyard.repositorytests.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.infra.synth.SourceFiles;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Whatever is refused or fails, its resource says which file of this repository to look into. */
class ResourceSourcesTest {

    static Stream<Map.Entry<String, JsonNode>> templates() {
        return Stream.concat(
                SynthesizedProject.templates().entrySet().stream(),
                SynthesizedExamples.templates().entrySet().stream());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("templates")
    void everyResourceNamesAFileThatExists(Map.Entry<String, JsonNode> template) {
        var resources = template.getValue().path("Resources").properties();

        assertThat(resources).isNotEmpty().allSatisfy(resource -> {
            var file =
                    resource.getValue().path("Metadata").path(SourceFiles.KEY).asString("");
            assertThat(file).endsWith(".java");
            assertThat(Repository.ROOT.resolve(file)).exists();
        });
    }

    @Test
    void everyTaskNamesTheFileThatWritesItsRequest() {
        var tasks = Repository.CONFIG.stages().stream()
                .flatMap(Definition::all)
                .map(Definition::of)
                .flatMap(machine -> machine.json().findValue("States").properties().stream())
                .filter(state -> state.getValue().path("Resource").asString("").matches(".*:(aws-sdk|sagemaker):.*"))
                .toList();

        assertThat(tasks).isNotEmpty().allSatisfy(state -> {
            var said = state.getValue().path("Comment").asString("");
            assertThat(said).as(state.getKey()).startsWith("Written in ");
            assertThat(said.substring("Written in ".length()).split(", ", -1))
                    .allSatisfy(
                            file -> assertThat(Repository.ROOT.resolve(file)).isRegularFile());
        });
    }

    @ParameterizedTest
    @CsvSource({
        "Train, TrainingDefinition",
        "Preprocess, Preprocessing",
        "Evaluate, CandidateEvaluation",
        "CreateModel, Serving",
        "Register, Registration"
    })
    void aTasksFileIsWhereItsRequestIsWritten(String state, String file) {
        var dev = Definition.of(Repository.CONFIG.stages().getFirst());

        assertThat(dev.state(state).path("Comment").asString())
                .startsWith("Written in infra/src/main/java/dev/trainyard/infra/workflow/" + file + ".java");
    }

    @ParameterizedTest
    @CsvSource({"WorkflowMachineRole, workflow/Workflow.java", "SageMakerJobsRole, ml/SageMakerRole.java"})
    void theNearestConstructOfOursIsMeant(String logicalId, String file) {
        var resources =
                SynthesizedProject.ml(Repository.CONFIG.stages().getFirst()).path("Resources");

        assertThat(resources.properties())
                .filteredOn(resource -> resource.getKey().startsWith(logicalId))
                .isNotEmpty()
                .extracting(resource -> resource.getValue()
                        .path("Metadata")
                        .path(SourceFiles.KEY)
                        .asString(""))
                .containsOnly("infra/src/main/java/dev/trainyard/infra/" + file);
    }
}
