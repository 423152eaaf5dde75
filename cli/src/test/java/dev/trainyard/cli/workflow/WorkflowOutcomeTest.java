package dev.trainyard.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.cli.workflow.WorkflowOutcome.Kind;
import org.junit.jupiter.api.Test;

class WorkflowOutcomeTest {

    @Test
    void saysThatNothingWasTrainedAndWhatServes() {
        var outcome = WorkflowOutcome.of("""
                {"outcome": "unchanged", "modelPackageArn": "package/3", "outOfFoldR2": 0.86}""");

        assertThat(outcome.inWords("trainyard-dev")).contains("nothing to train", "package/3", "trainyard-dev");
    }

    @Test
    void readsWhatATrainedModelReached() {
        var outcome = WorkflowOutcome.of("""
                {"outcome": "trained", "modelPackageArn": "package/4", "outOfFoldR2": 0.8612}""");

        assertThat(outcome.kind()).isEqualTo(Kind.TRAINED);
        assertThat(outcome.inWords("e")).contains("0.861");
    }

    @Test
    void refusesAnOutcomeThatItDoesNotKnow() {
        assertThatThrownBy(() -> WorkflowOutcome.of("{\"outcome\": \"guessed\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("GUESSED");
    }
}
