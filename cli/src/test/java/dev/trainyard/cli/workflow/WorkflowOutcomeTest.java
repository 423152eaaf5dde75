package dev.trainyard.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.cli.workflow.WorkflowOutcome.Kind;
import org.junit.jupiter.api.Test;

class WorkflowOutcomeTest {

    @Test
    void saysThatNothingIsNewAndWhatServes() {
        var outcome = WorkflowOutcome.of("""
                {"outcome": "unchanged", "modelPackageArn": "package/3", "codeHash": "c", "dataHash": "d", "outOfFoldR2": 0.86}""");

        assertThat(outcome.inWords("trainyard-dev")).contains("nothing new", "package/3", "trainyard-dev");
    }

    @Test
    void readsWhatATrainedModelReached() {
        var outcome = WorkflowOutcome.of("""
                {"outcome": "trained", "modelPackageArn": "package/4", "codeHash": "c", "dataHash": "d", "outOfFoldR2": 0.8612}""");

        assertThat(outcome.kind()).isEqualTo(Kind.TRAINED);
        assertThat(outcome.inWords("e")).contains("0.861");
    }

    @Test
    void refusesAnOutcomeThatItDoesNotKnow() {
        assertThatThrownBy(() -> WorkflowOutcome.of("{\"outcome\": \"guessed\"}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("guessed", "UNCHANGED");
    }

    @Test
    void namesWhatAnOutputLacks() {
        assertThatThrownBy(() -> WorkflowOutcome.of("{\"outcome\": \"trained\"}"))
                .hasMessageContaining("has no modelPackageArn");
    }
}
