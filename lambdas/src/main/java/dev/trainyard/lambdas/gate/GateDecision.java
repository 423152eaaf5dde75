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

    /**
     * One rule and its outcome.
     *
     * @param rule name of the rule
     * @param value what was measured; null where nothing usable was
     * @param limit what it was held against
     * @param passed whether the value stands
     */
    public record Rule(String rule, @Nullable Double value, double limit, boolean passed) {}
}
