package dev.trainyard.cli.stage;

import dev.trainyard.cli.json.Json;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The first row of a model's own test set: its evaluation keeps it, to be asked again (contract {@code smoke}).
 *
 * @param smoke the contract's document
 */
record TestRow(JsonNode smoke) {

    static TestRow of(String smoke) {
        return new TestRow(Json.tree(smoke));
    }

    String request() {
        return Json.write(smoke.path("request"));
    }

    /** Question and answer in one line; empty where the answer holds no prediction. */
    Optional<String> told(String answer) {
        var predicted = Json.tree(answer).path("predictions").path(0);
        return predicted.isNumber()
                ? Optional.of("the first test row (%s): %s".formatted(row(), number(predicted)))
                : Optional.empty();
    }

    private String row() {
        return smoke.at("/request/instances/0").properties().stream()
                .map(TestRow::cell)
                .collect(Collectors.joining(", "));
    }

    private static String cell(Map.Entry<String, JsonNode> cell) {
        var value = cell.getValue();
        return cell.getKey() + " " + (value.isNull() ? "missing" : value.isNumber() ? number(value) : value.asString());
    }

    /** Four digits tell a person enough. */
    private static String number(JsonNode value) {
        var digits = value.isIntegralNumber() ? MathContext.UNLIMITED : new MathContext(4);
        return value.decimalValue().round(digits).stripTrailingZeros().toPlainString();
    }
}
