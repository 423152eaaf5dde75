package dev.trainyard.config;

import java.math.BigDecimal;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/**
 * What a file says, and where to say that two keys of it do not go together. Every value has its right form by then.
 *
 * @param tree the file
 * @param problems found in it
 */
record Stated(JsonNode tree, Problems problems) {

    boolean has(String path) {
        return !at(path).isMissingNode();
    }

    boolean says(String path, String value) {
        return at(path).isString() && at(path).stringValue().equals(value);
    }

    String text(String path) {
        return at(path).stringValue("");
    }

    /** The number there, or what is read where none is. */
    BigDecimal number(String path, int standard) {
        return has(path) ? at(path).decimalValue() : BigDecimal.valueOf(standard);
    }

    /** The duration there, or what is read where none is. */
    Duration duration(String path, Duration standard) {
        return has(path) ? Duration.parse(text(path)) : standard;
    }

    JsonNode at(String path) {
        return tree.at("/" + path.replace('.', '/'));
    }

    /** Refuses a key, if it is there. */
    void refuse(String path, String why) {
        if (has(path)) {
            problems.add(path, why);
        }
    }
}
