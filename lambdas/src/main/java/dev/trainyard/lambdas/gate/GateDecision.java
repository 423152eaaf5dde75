package dev.trainyard.lambdas.gate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the gate answers; contract {@code contracts/gate-decision.schema.json}.
 *
 * @param approved whether the model may go on
 * @param reasons why, in words; never empty
 * @param rules each rule with what it saw
 */
public record GateDecision(boolean approved, List<String> reasons, List<Rule> rules) {

    public GateDecision {
        reasons = List.copyOf(reasons);
        rules = List.copyOf(rules);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("a gate decision needs at least one reason");
        }
    }

    /** Approves what passes every rule. The reasons are those of the rules that fail or, where none does, of all. */
    static GateDecision of(List<Rule> rules) {
        var failed = rules.stream().filter(rule -> !rule.passed()).toList();
        var telling = failed.isEmpty() ? rules : failed;
        return new GateDecision(
                failed.isEmpty(), telling.stream().map(Rule::reason).distinct().toList(), rules);
    }

    /**
     * One rule and its outcome.
     *
     * @param rule name of the rule
     * @param value what was measured; null where nothing usable was
     * @param limit what it was held against
     * @param passed whether the value stands
     * @param reason the same in words
     */
    public record Rule(String rule, @Nullable Double value, double limit, boolean passed, String reason) {}
}
