package dev.trainyard.lambdas.gate;

import static dev.trainyard.lambdas.gate.Evaluations.SETTINGS;
import static dev.trainyard.lambdas.gate.Evaluations.document;
import static dev.trainyard.lambdas.gate.Evaluations.good;
import static dev.trainyard.lambdas.gate.Evaluations.request;
import static dev.trainyard.lambdas.gate.Evaluations.with;
import static dev.trainyard.lambdas.gate.Evaluations.without;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {

    private final Gate gate = new Gate(SETTINGS);

    private GateDecision decide(Evaluation evaluation) {
        return gate.decide(evaluation, request(true));
    }

    private static GateDecision.Rule rule(GateDecision decision, String name) {
        return decision.rules().stream()
                .filter(rule -> rule.rule().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void approvesWhatPassesEveryRuleAndSaysOfEachWhy() {
        var decision = decide(document(good()));

        assertThat(decision.approved()).isTrue();
        assertThat(decision.rules())
                .extracting(GateDecision.Rule::rule)
                .containsExactly(
                        "minimum-r2", "better-than-ridge", "not-worse-than-champion", "enough-rows", "categories-seen");
        assertThat(decision.reasons())
                .hasSize(5)
                .contains("out-of-fold R² 0.87 is not below the minimum 0.7", "398 rows are not below the minimum 100");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            better-than-ridge       | /trainyard/baselines/ridge/out_of_fold | r2    | 0.8600001      | below the margin 0.01
            better-than-ridge       | /trainyard/baselines/ridge/out_of_fold | r2    | 0.99           | (0.99)
            not-worse-than-champion | /trainyard/champion                    | r2    | 0.93           | (0.93)
            not-worse-than-champion | /trainyard                             | champion | null        | no trainyard.champion.r2
            enough-rows             | /trainyard                             | rows  | {"train": 40, "validation": 30, "test": 29} | 99 rows are below the minimum 100
            enough-rows             | /trainyard/rows                        | test  | -1             | a whole number, 0 or more, got -1
            enough-rows             | /trainyard/rows                        | test  | 1.5            | a whole number, 0 or more, got 1.5
            categories-seen         | /trainyard/categories                  | unseen | {"Origin": ["Mars", "Venus"]} | {"Origin":["Mars","Venus"]}
            categories-seen         | /trainyard/categories                  | unseen | {"Origin": []} | training never saw
            categories-seen         | /trainyard/categories                  | unseen | []             | must be an object of lists, got []
            categories-seen         | /trainyard/categories                  | unseen | {"Origin": 0}  | must be an object of lists
            """)
    void refusesByTheOneRuleThatFails(String name, String pointer, String member, String value, String reason) {
        var decision = decide(with(pointer, member, value));

        assertThat(decision.approved()).isFalse();
        assertThat(decision.rules())
                .filteredOn(rule -> !rule.passed())
                .extracting(GateDecision.Rule::rule)
                .containsExactly(name);
        assertThat(decision.reasons()).singleElement().asString().contains(reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            minimum-r2              | /trainyard/out_of_fold                 | r2     | trainyard.out_of_fold.r2
            better-than-ridge       | /trainyard/baselines/ridge/out_of_fold | r2     | trainyard.baselines.ridge.out_of_fold.r2
            not-worse-than-champion | /trainyard/champion                    | r2     | trainyard.champion.r2
            not-worse-than-champion | /regression_metrics/r2                 | value  | regression_metrics.r2.value
            enough-rows             | /trainyard/rows                        | train  | trainyard.rows.train
            categories-seen         | /trainyard/categories                  | unseen | trainyard.categories.unseen
            """)
    void refusesWhatIsMissingOrNoNumber(String name, String pointer, String member, String said) {
        assertThat(rule(decide(without(pointer, member)), name))
                .satisfies(rule -> assertThat(rule.value()).isNull())
                .satisfies(rule -> assertThat(rule.passed()).isFalse())
                .satisfies(rule -> assertThat(rule.reason()).contains(said));
        for (var value : new String[] {"\"NaN\"", "null", "true", "1e999", "-1e999", "\"0.9\"", "{}"}) {
            if (!name.equals("categories-seen") || !value.equals("{}")) {
                assertThat(rule(decide(with(pointer, member, value)), name).passed())
                        .as("%s: %s", member, value)
                        .isFalse();
            }
        }
    }

    @Test
    void refusesAScoreJustBelowAndDoesNotRoundItAway() {
        var decision = decide(with("/trainyard/out_of_fold", "r2", "0.6999999"));

        assertThat(decision.approved()).isFalse();
        assertThat(decision.reasons()).contains("out-of-fold R² 0.6999999 is below the minimum 0.7");
    }

    @Test
    void approvesEachLimitItself() {
        var limits = new Gate(new Settings(0.87, 0.87 - 0.8, 0, 398, true));

        var decision = limits.decide(with("/trainyard/champion", "r2", "0.9"), request(true));

        assertThat(decision.approved()).as(decision.toString()).isTrue();
    }

    @Test
    void aChampionMayBeBetterByTheMargin() {
        assertThat(rule(decide(with("/trainyard/champion", "r2", "0.9199")), Gate.NOT_WORSE_THAN_CHAMPION)
                        .passed())
                .isTrue();
    }

    @Test
    void theFirstModelOfAStageHasNoneToCompareWith() {
        var decision = gate.decide(with("/trainyard", "champion", "null"), request(false));

        assertThat(decision.approved()).isTrue();
        assertThat(decision.reasons()).contains("there is no approved model yet to compare with");
    }

    @Test
    void refusesAnEvaluationThatComparedWithWhatTheWorkflowDoesNotKnow() {
        assertThat(gate.decide(document(good()), request(false)).approved()).isFalse();
        assertThat(gate.decide(document(good()), request(null)).approved()).isFalse();
    }

    @Test
    void saysThatTheComparisonIsSwitchedOff() {
        var ignoring = new Gate(new Settings(0.7, 0, 0.02, 100, false));

        var decision = ignoring.decide(with("/trainyard", "champion", "null"), request(true));

        assertThat(decision.approved()).isTrue();
        assertThat(decision.reasons()).anyMatch(reason -> reason.contains("gate.champion: ignore"));
    }

    @Test
    void refusesWhatCannotBeJudgedByEveryRuleAndGivesTheReasonOnce() {
        var decision = decide(new Evaluation.Unusable("there is no evaluation"));

        assertThat(decision.approved()).isFalse();
        assertThat(decision.reasons()).containsExactly("there is no evaluation");
        assertThat(decision.rules()).hasSize(5).noneMatch(GateDecision.Rule::passed);
    }
}
