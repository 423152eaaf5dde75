package dev.trainyard.stagetests;

import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A row that the model has predicted offline, in each form that a request may have.
 *
 * @param features value by name, in the model's order
 * @param expected the offline prediction
 */
record SmokeRow(JsonNode features, double expected) {

    private static final JsonMapper JSON = JsonMapper.shared();

    String asObjects() {
        return instances(features);
    }

    String asLists() {
        var values = JSON.createArrayNode();
        features.forEach(values::add);
        return instances(values);
    }

    /** Without a header; a missing value is an empty cell. */
    String asCsv() {
        return features.valueStream().map(SmokeRow::cell).collect(Collectors.joining(",")) + "\n";
    }

    /** The row with one more member, of a name that no model has. */
    String withUnknownFeature(String name) {
        return instances(((ObjectNode) features.deepCopy()).put(name, 1));
    }

    private static String instances(JsonNode instance) {
        return JSON.createObjectNode()
                .set("instances", JSON.createArrayNode().add(instance))
                .toString();
    }

    private static String cell(JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        return value.isString() ? '"' + value.stringValue().replace("\"", "\"\"") + '"' : value.toString();
    }
}
