package dev.trainyard.cli.stage;

import dev.trainyard.cli.json.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * How a run's model was judged.
 *
 * @param approved the gate's decision (contract {@code gate-decision})
 * @param reasons in words
 * @param rules each that was asked
 * @param page the evaluation's own page, as HTML; empty where there is none
 */
public record Judgement(boolean approved, List<String> reasons, List<Rule> rules, Optional<String> page) {

    public Judgement {
        reasons = List.copyOf(reasons);
        rules = List.copyOf(rules);
    }

    /**
     * @param name of the rule
     * @param value found; a dash where there was none
     * @param limit it is held against
     * @param passed whether it was kept
     */
    public record Rule(String name, String value, String limit, boolean passed) {}

    static Judgement of(String decision, Optional<String> page) {
        JsonNode said = Json.tree(decision);
        return new Judgement(
                said.path("approved").asBoolean(false),
                all(said.path("reasons")).map(JsonNode::asString).toList(),
                all(said.path("rules")).map(Judgement::rule).toList(),
                page);
    }

    private static Stream<JsonNode> all(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static Rule rule(JsonNode rule) {
        return new Rule(
                rule.path("rule").asString("?"),
                inWords(rule.path("value")),
                inWords(rule.path("limit")),
                rule.path("passed").asBoolean(false));
    }

    private static String inWords(JsonNode value) {
        return value.isNull() || value.isMissingNode()
                ? "–"
                : value.isNumber() ? rounded(value.asDouble()) : value.toString();
    }

    private static String rounded(double value) {
        return BigDecimal.valueOf(value)
                .round(new MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }
}
