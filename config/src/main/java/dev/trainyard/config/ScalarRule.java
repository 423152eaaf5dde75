package dev.trainyard.config;

import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * A rule for a value without parts.
 *
 * @param allowed what is allowed, in words
 * @param fits whether a value is
 * @param quoted whether it is text that YAML may take for a number, so that the remedy is a pair of quotes
 */
record ScalarRule(String allowed, Predicate<JsonNode> fits, boolean quoted) implements Rule {

    ScalarRule(String allowed, Predicate<JsonNode> fits) {
        this(allowed, fits, false);
    }

    @Override
    public void check(JsonNode value, String path, Problems problems) {
        if (!fits.test(value)) {
            String hint = quoted && (value.isNumber() || value.isBoolean()) ? " without quotes: quote it" : "";
            problems.add(path, "must be %s, got %s%s".formatted(allowed, Rule.got(value), hint));
        }
    }
}
