package dev.trainyard.repositorytests.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.infra.synth.SourceFiles;
import java.util.Map;
import java.util.stream.Stream;
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
