package dev.trainyard.cli.predict;

import dev.trainyard.cli.json.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What an endpoint said.
 *
 * @param variant that answered
 * @param lines one a row: a prediction, or what is wrong with the row
 * @param refused whether any row was
 */
public record Answer(String variant, List<String> lines, boolean refused) {

    public Answer {
        lines = List.copyOf(lines);
    }

    /** Reads contract {@code inference-response}, {@code inference-error}, or JSON lines with one of either a line. */
    public static Answer of(String variant, String body) {
        List<String> lines = new ArrayList<>();
        boolean refused = false;
        for (String line : body.strip().lines().toList()) {
            JsonNode said = tree(line);
            if (said.has("error")) {
                refused = true;
                lines.add(
                        "refused: " + said.path("error").path("message").asString(line) + allowed(said.path("error")));
            } else if (said.path("predictions").isArray()) {
                said.path("predictions").forEach(value -> lines.add(value.asString()));
            } else {
                lines.add(said.path("prediction").asString(line));
            }
        }
        return new Answer(variant, lines, refused);
    }

    private static String allowed(JsonNode error) {
        String allowed = error.path("allowed").asString("");
        return allowed.isEmpty() ? "" : " (allowed: " + allowed + ")";
    }

    private static JsonNode tree(String line) {
        try {
            return Json.tree(line);
        } catch (JacksonException e) {
            throw new IllegalStateException("the endpoint's answer is not JSON: " + line, e);
        }
    }
}
