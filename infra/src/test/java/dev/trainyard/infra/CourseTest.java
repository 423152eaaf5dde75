package dev.trainyard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What a run that finds a model in service may leave out, and on what grounds. */
@Tag("thorough")
class CourseTest {

    private static final String[] MAKING = {"Preprocess", "Train", "Tune", "Evaluate", "Gate", "Register"};

    /** The same model: of the same code, data and settings, which somebody approved and nobody asked to make anew. */
    private static final String[] SAME = {
        "$not($request.force)",
        "$latest.codeHash = $request.codeHash",
        "$latest.dataHash = $request.dataHash",
        "$latest.settingsHash = '",
        "$served.championModel != 'none'",
        "$latest.status = 'Approved'"
    };

    static Stream<WorkflowDefinition> definitions() {
        return Stages.templates()
                .map(WorkflowDefinition::of)
                .filter(it ->
                        !it.state("Train").isMissingNode() || !it.state("Tune").isMissingNode());
    }

    /** The condition of the way that leads to a state. */
    private static String condition(WorkflowDefinition workflow, String to) {
        return workflow.state("WhatIsToDo")
                .path("Choices")
                .valueStream()
                .filter(way -> way.path("Next").asString().equals(to))
                .map(way -> way.path("Condition").asString())
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void nothingToDoEndsWithoutTouchingAnything(WorkflowDefinition workflow) {
        assertThat(workflow.whereAllIsWell("NothingToDo"))
                .contains("ReleaseLock", "Done")
                .doesNotContain(MAKING)
                .doesNotContain("CreateModel", "CreateEndpointConfig", "UpdateEndpoint", "ApprovePackage");
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void otherSettingsAreServedWithoutAnotherModel(WorkflowDefinition workflow) {
        assertThat(workflow.whereAllIsWell("ServeOtherwise"))
                .contains("CreateEndpointConfig", "Smoke", "ReleaseLock")
                .doesNotContain(MAKING);
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void whoeverIsNotSureMakesAModel(WorkflowDefinition workflow) {
        assertThat(workflow.whereAllIsWell(
                        workflow.state("WhatIsToDo").path("Default").asString()))
                .contains("Preprocess", "Evaluate", "Gate", "Register", "ApprovePackage");
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void onlyTheSameModelIsReasonEnough(WorkflowDefinition workflow) {
        assertThat(condition(workflow, "NothingToDo")).contains(SAME).contains("$served.settings");
        assertThat(condition(workflow, "ServeOtherwise")).contains(SAME);
    }

    /** Otherwise other settings would never come to be served by a run that finds them as they are. */
    @ParameterizedTest
    @MethodSource("definitions")
    void nothingToDoIsAskedForFirst(WorkflowDefinition workflow) {
        assertThat(workflow.state("WhatIsToDo").path("Choices").findValuesAsString("Next"))
                .containsSubsequence("NothingToDo", "ServeOtherwise");
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void aPackageThatIsGoneFromTheRegistryFailsNoRun(WorkflowDefinition workflow) {
        var caught = workflow.state("DescribeLatest").path("Catch");

        assertThat(caught.findValuesAsString("Next")).isEqualTo(List.of("TakeChampion"));
        assertThat(caught.toString()).contains("States.ALL");
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void refusedDataIsNotTrainedOn(WorkflowDefinition workflow) {
        assertThat(workflow.reachableBut("IsDataAccepted", "IsWorthAnotherTry")).doesNotContain("Train", "Tune");
        assertThat(workflow.state("IsDataAccepted").path("Default").asString()).isEqualTo("DataRefused");
        assertThat(workflow.state("DataRefused").toString()).contains("/rejected/");
    }

    @Test
    void theSettingsOfTheModelAreThoseOfTheStage() {
        var hashes = definitions()
                .map(workflow -> condition(workflow, "NothingToDo"))
                .map(condition -> condition.replaceAll(".*settingsHash = '([^']+)'.*", "$1"))
                .toList();

        assertThat(hashes).isNotEmpty().allMatch(hash -> hash.matches("[0-9a-f]{16,64}"));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void aChampionThatCannotAnswerIsToldWithWhatToDo(WorkflowDefinition workflow) {
        JsonNode caught = workflow.state("PredictChampion").path("Catch");

        assertThat(caught.toString()).contains("set gate.champion: ignore");
    }
}
