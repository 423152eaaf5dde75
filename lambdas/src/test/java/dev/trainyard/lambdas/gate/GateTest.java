package dev.trainyard.lambdas.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GateTest {

    private final Gate gate = new Gate(new Settings(0.7));

    @Test
    void approvesAScoreAboveTheMinimum() {
        var decision = gate.decide(new Evaluation.Scored(0.87));

        assertThat(decision)
                .isEqualTo(new GateDecision(
                        true,
                        List.of("out-of-fold R² 0.87 is not below the minimum 0.7"),
                        List.of(new GateDecision.Rule("minimum-r2", 0.87, 0.7, true))));
    }

    @Test
    void approvesTheMinimumItself() {
        assertThat(gate.decide(new Evaluation.Scored(0.7)).approved()).isTrue();
    }

    @Test
    void refusesAScoreJustBelowAndDoesNotRoundItAway() {
        var decision = gate.decide(new Evaluation.Scored(0.6999999));

        assertThat(decision)
                .isEqualTo(new GateDecision(
                        false,
                        List.of("out-of-fold R² 0.6999999 is below the minimum 0.7"),
                        List.of(new GateDecision.Rule("minimum-r2", 0.6999999, 0.7, false))));
    }

    @Test
    void refusesNotANumberHoweverItCameHere() {
        assertThat(gate.decide(new Evaluation.Scored(Double.NaN)).approved()).isFalse();
    }

    @Test
    void refusesWhatCannotBeJudgedAndPassesTheReasonOn() {
        var decision = gate.decide(new Evaluation.Unusable("there is no evaluation"));

        assertThat(decision)
                .isEqualTo(new GateDecision(
                        false,
                        List.of("there is no evaluation"),
                        List.of(new GateDecision.Rule("minimum-r2", null, 0.7, false))));
    }
}
