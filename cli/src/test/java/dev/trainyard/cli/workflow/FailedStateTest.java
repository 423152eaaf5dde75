package dev.trainyard.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailedStateTest {

    @Test
    void aRequestThatIsRepeatedBeforeTheReasonDoesNotHideIt() {
        var cause = "The Parameters '%s' could not be used to start the Task: [The field \"X\" is not supported]"
                .formatted("{}".repeat(5000));

        assertThat(new FailedState("Train", "States.Runtime", cause).inWords())
                .isEqualTo("States.Runtime: The Parameters '…' could not be used to start the Task:"
                        + " [The field \"X\" is not supported]");
    }

    @Test
    void aLongCauseKeepsItsBeginningAndItsEnd() {
        assertThat(FailedState.briefly("first " + "x".repeat(5000) + " last"))
                .startsWith("first x")
                .endsWith("x last")
                .hasSizeLessThan(700);
    }

    @Test
    void aSearchSaysWhichObjectiveItLookedForAndHow() {
        var cause = """
                {"HyperParameterTuningJobName": "t", "FailureReason": "No objective metrics found",
                 "HyperParameterTuningJobConfig": {"HyperParameterTuningJobObjective": {"MetricName": "oof:r2"}},
                 "TrainingJobDefinition": {"AlgorithmSpecification": {"MetricDefinitions":
                   [{"Name": "oof:mae", "Regex": "mae=(.*)"}, {"Name": "oof:r2", "Regex": "r2: (.*);"}]}}}""";

        assertThat(SearchFailure.of(new FailedState("Tune", "States.TaskFailed", cause)))
                .contains("Tune: its objective is oof:r2, read from the logs by the regular expression r2: (.*);");
    }

    @Test
    void whatIsNoSearchHasNoObjective() {
        assertThat(SearchFailure.of(new FailedState("Train", "States.Timeout", "")))
                .isEmpty();
        assertThat(SearchFailure.of(new FailedState("Train", "States.TaskFailed", "{\"TrainingJobName\": \"t\"}")))
                .isEmpty();
    }
}
