package dev.trainyard.cli.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.cli.stage.Judgement.Rule;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgementTest {

    @Test
    void readsTheGatesDecision() {
        var judgement = Judgement.of("""
                {"approved": false, "reasons": ["R² 0.41 is below 0.7"],
                 "rules": [{"rule": "minimum-r2", "value": 0.412345, "limit": 0.7, "passed": false}]}""", Optional.empty());

        assertThat(judgement.approved()).isFalse();
        assertThat(judgement.rules()).containsExactly(new Rule("minimum-r2", "0.4123", "0.7", false));
    }

    @Test
    void aRuleWithoutAValueShowsNone() {
        var judgement = Judgement.of("""
                {"approved": false, "reasons": [], "rules": [{"rule": "enough-rows", "value": null, "limit": 100, "passed": false}]}""", Optional.empty());

        assertThat(judgement.rules()).containsExactly(new Rule("enough-rows", "–", "100", false));
    }

    @Test
    void aDecisionThatSaysNothingApprovesNothing() {
        assertThat(Judgement.of("{}", Optional.empty()).approved()).isFalse();
    }
}
