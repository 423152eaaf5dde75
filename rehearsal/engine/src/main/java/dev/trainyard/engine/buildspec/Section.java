package dev.trainyard.engine.buildspec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A mapping in a buildspec that knows where it stands.
 *
 * @param path dotted, for messages
 */
record Section(String path, JsonNode node) {
    Section {
        if (!node.isObject() && !node.isMissingNode()) {
            throw new BuildspecException(path + " must be a mapping");
        }
    }

    /** Refuses every key that is not listed. */
    Section knowing(String... keys) {
        Set<String> unknown = new TreeSet<>(node.propertyNames());
        unknown.removeAll(Set.of(keys));
        if (!unknown.isEmpty()) {
            throw new BuildspecException("The rehearsal does not know "
                    + unknown.stream().map(this::at).collect(Collectors.joining(", "))
                    + " of this buildspec; it knows " + String.join(", ", new TreeSet<>(Set.of(keys))));
        }
        return this;
    }

    boolean has(String key) {
        return node.hasNonNull(key);
    }

    Section section(String key) {
        return new Section(at(key), node.path(key));
    }

    String text(String key, String otherwise) {
        JsonNode value = node.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isValueNode()) {
            throw new BuildspecException(at(key) + " must be a text");
        }
        return value.asString();
    }

    /** A list of texts; a single text is a list of one, as CodeBuild takes it. */
    List<String> texts(String key) {
        JsonNode value = node.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        if (value.isValueNode()) {
            return List.of(value.asString());
        }
        for (JsonNode item : value.values()) {
            if (!item.isValueNode()) {
                throw new BuildspecException(at(key) + " must be a list of texts, got " + item);
            }
        }
        return value.values().stream().map(JsonNode::asString).toList();
    }

    Map<String, String> textsByKey() {
        Map<String, String> texts = new LinkedHashMap<>();
        node.propertyNames().forEach(key -> texts.put(key, text(key, "")));
        return texts;
    }

    String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
