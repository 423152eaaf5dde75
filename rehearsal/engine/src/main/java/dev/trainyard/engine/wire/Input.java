package dev.trainyard.engine.wire;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A request's members; a missing one is the caller's mistake and is named. */
public record Input(ObjectNode body) {
    public String text(String name) {
        return optionalText(name)
                .orElseThrow(() -> new ApiException(
                        "ValidationException", "Missing required parameter in input: \"" + name + "\""));
    }

    public Optional<String> optionalText(String name) {
        return body.path(name).stringValueOpt();
    }

    public boolean flag(String name) {
        return body.path(name).asBoolean(false);
    }

    public int number(String name, int otherwise) {
        return body.path(name).asInt(otherwise);
    }

    public ObjectNode object(String name) {
        if (body.path(name) instanceof ObjectNode node) {
            return node;
        }
        throw new ApiException("ValidationException", "Missing required parameter in input: \"" + name + "\"");
    }

    public List<JsonNode> list(String name) {
        return List.copyOf(body.path(name).values());
    }
}
