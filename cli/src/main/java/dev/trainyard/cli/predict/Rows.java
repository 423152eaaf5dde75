package dev.trainyard.cli.predict;

import dev.trainyard.cli.json.Json;
import dev.trainyard.cli.terminal.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ArrayNode;

/**
 * What an endpoint is asked.
 *
 * @param contentType media type of the body
 * @param body of the request
 */
public record Rows(String contentType, String body) {

    /** Content types by the ending of a file's name. */
    private static final List<List<String>> TYPES = List.of(
            List.of(".json", "application/json"),
            List.of(".jsonl", "application/jsonlines"),
            List.of(".csv", "text/csv"));

    /** Rows typed on the command line, each an object with the model's features. */
    public static Rows typed(List<String> objects) {
        ArrayNode instances = Json.object().putArray("instances");
        objects.forEach(text -> instances.add(parsed(text)));
        return new Rows(
                "application/json", Json.object().set("instances", instances).toString());
    }

    private static tools.jackson.databind.JsonNode parsed(String text) {
        try {
            return Json.tree(text);
        } catch (JacksonException e) {
            throw new UsageException("a row must be a JSON object such as '{\"Cylinders\": 8, …}', got '%s': %s"
                    .formatted(text, e.getOriginalMessage()));
        }
    }

    /** A file's content as it is: CSV, JSON ({@code {"instances": […]}}) or JSON lines, by its name. */
    public static Rows of(Path file) {
        String name = String.valueOf(file.getFileName());
        String type = TYPES.stream()
                .filter(pair -> name.endsWith(pair.getFirst()))
                .findFirst()
                .map(List::getLast)
                .orElseThrow(() -> new UsageException(
                        "%s must end in .csv, .json or .jsonl: that says what is in it".formatted(file)));
        try {
            return new Rows(type, Files.readString(file));
        } catch (IOException e) {
            throw new UsageException("%s cannot be read: %s".formatted(file, e));
        }
    }
}
