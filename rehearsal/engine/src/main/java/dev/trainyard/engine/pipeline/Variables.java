package dev.trainyard.engine.pipeline;

import dev.trainyard.engine.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The variables of one execution, by namespace, and their place in configurations: {@code #{namespace.key}}. */
final class Variables {
    private static final Pattern REFERENCE = Pattern.compile("#\\{([^.}]+)\\.([^}]+)}");

    private final Map<String, Map<String, String>> namespaces = new ConcurrentHashMap<>();

    Variables(String pipelineExecutionId) {
        define("codepipeline", Map.of("PipelineExecutionId", pipelineExecutionId));
    }

    void define(String namespace, Map<String, String> values) {
        namespaces.put(namespace, Map.copyOf(values));
    }

    /** @throws ActionFailure naming a variable that nothing defines */
    Map<String, String> resolve(Map<String, String> configuration) {
        Map<String, String> resolved = new LinkedHashMap<>();
        configuration.forEach((key, value) -> resolved.put(key, resolveIn(value)));
        return resolved;
    }

    /** In a JSON text only its strings are resolved, so that a quote in a value cannot break it. */
    private String resolveIn(String value) {
        if (!value.startsWith("[{") && !value.startsWith("{")) {
            return resolve(value);
        }
        try {
            return Json.text(resolve(Json.parse(value)));
        } catch (JacksonException e) {
            return resolve(value);
        }
    }

    private JsonNode resolve(JsonNode node) {
        return switch (node) {
            case StringNode text -> StringNode.valueOf(resolve(text.stringValue()));
            case ObjectNode object -> {
                ObjectNode resolved = Json.object();
                object.forEachEntry((key, value) -> resolved.set(key, resolve(value)));
                yield resolved;
            }
            case ArrayNode array -> {
                ArrayNode resolved = array.deepCopy().removeAll();
                array.values().forEach(item -> resolved.add(resolve(item)));
                yield resolved;
            }
            default -> node;
        };
    }

    private String resolve(String text) {
        return REFERENCE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found)));
    }

    private String value(MatchResult reference) {
        String value = namespaces.getOrDefault(reference.group(1), Map.of()).get(reference.group(2));
        if (value == null) {
            throw new ActionFailure(
                    "InvalidVariable",
                    "The variable " + reference.group() + " is not defined: "
                            + (namespaces.containsKey(reference.group(1))
                                    ? "the namespace " + reference.group(1) + " has "
                                            + namespaces
                                                    .getOrDefault(reference.group(1), Map.of())
                                                    .keySet()
                                    : "there is no namespace " + reference.group(1)));
        }
        return value;
    }
}
