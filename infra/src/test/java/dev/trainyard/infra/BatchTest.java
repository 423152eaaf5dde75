package dev.trainyard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.config.StageConfig;
import java.util.Map.Entry;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The batch machine of every stage: there without any config, for it costs nothing until it is started. */
class BatchTest {

    static Stream<StageConfig> stages() {
        return Stages.all();
    }

    static Stream<WorkflowDefinition> machines() {
        return Stages.templates().map(stage -> WorkflowDefinition.of(stage, "-batch"));
    }

    private static JsonNode transform(WorkflowDefinition machine) {
        return machine.state("Transform").path("Arguments");
    }

    @ParameterizedTest
    @MethodSource("machines")
    void everyStateIsReachedAndARunEndsDoneOrFailed(WorkflowDefinition machine) {
        assertThat(machine.json().path("QueryLanguage").asString()).isEqualTo("JSONata");
        assertThat(machine.reachable())
                .containsExactlyInAnyOrderElementsOf(
                        machine.states().map(Entry::getKey).toList());
        assertThat(machine.ends()).containsExactlyInAnyOrder("Done", "Failed");
    }

    @ParameterizedTest
    @MethodSource("machines")
    void everyFailureTellsTheTopic(WorkflowDefinition machine) {
        assertThat(machine.tasks().filter(task -> !task.getKey().equals("Notify")))
                .hasSize(4)
                .allSatisfy(task -> assertThat(task.getValue()
                                .path("Catch")
                                .get(0)
                                .path("Next")
                                .asString())
                        .isEqualTo("Notify"));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void itIsAnsweredByTheModelInServiceRecordByRecord(WorkflowDefinition machine) {
        var job = transform(machine);
        assertThat(job.path("ModelName").asString()).isEqualTo("{% $servedModel %}");
        assertThat(job.path("BatchStrategy").asString()).isEqualTo("MultiRecord");
        assertThat(job.at("/TransformInput/SplitType").asString()).isEqualTo("Line");
        assertThat(job.at("/TransformOutput/AssembleWith").asString()).isEqualTo("Line");
        assertThat(job.at("/Environment/TRAINYARD_ANSWERS").asString()).isEqualTo("records");
    }

    @ParameterizedTest
    @MethodSource("machines")
    void outputAndVolumesAreUnderTheKey(WorkflowDefinition machine) {
        assertThat(transform(machine).at("/TransformOutput/KmsKeyId").asString())
                .isNotEmpty();
        assertThat(transform(machine).at("/TransformResources/VolumeKmsKeyId").asString())
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("stages")
    void itHasTheMachineOfTheConfigAndTheStagesTags(StageConfig config) {
        var job = transform(WorkflowDefinition.of(Stages.templates(config), "-batch"));
        assertThat(job.at("/TransformResources/InstanceType").asString())
                .isEqualTo(config.workflow().processing().instanceType());
        assertThat(job.path("Tags").findValuesAsString("Key"))
                .contains("app", "stage")
                .containsAll(config.tags().keySet());
    }

    @ParameterizedTest
    @MethodSource("stages")
    void anInputIsReadOnlyBesideTheTrainingData(StageConfig config) {
        var template = Stages.templates(config).ml();
        var listing = template.findValuesAsString("s3:prefix");
        assertThat(Set.copyOf(listing)).contains("batch/*");
    }
}
