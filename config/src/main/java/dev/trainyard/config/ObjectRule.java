package dev.trainyard.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A map with known keys: an unknown one is refused; a missing one too, unless it may be left out, has a default, or
 * another key stands in its place.
 */
final class ObjectRule implements Rule {

    private final Map<String, Rule> keys = new LinkedHashMap<>();
    private final Set<String> optional = new LinkedHashSet<>();
    private final Map<String, JsonNode> defaults = new LinkedHashMap<>();
    private final Map<String, String> substitutes = new HashMap<>();

    ObjectRule key(String name, Rule rule) {
        keys.put(name, rule);
        return this;
    }

    ObjectRule optionalKey(String name, Rule rule) {
        optional.add(name);
        return key(name, rule);
    }

    /** A key that may be left out, and what is read then. */
    ObjectRule defaultKey(String name, Rule rule, Object value) {
        defaults.put(name, JsonMapper.shared().valueToTree(value));
        return optionalKey(name, rule);
    }

    /** A key that must be there unless its substitute is. */
    ObjectRule keyUnless(String substitute, String name, Rule rule) {
        substitutes.put(name, substitute);
        return key(name, rule);
    }

    Map<String, Rule> keys() {
        return Map.copyOf(keys);
    }

    Map<String, JsonNode> defaults() {
        return Map.copyOf(defaults);
    }

    @Override
    public String allowed() {
        return "a map with " + names();
    }

    @Override
    public void check(JsonNode value, String path, Problems problems) {
        if (!value.isObject()) {
            problems.add(path, "must be %s, got %s".formatted(allowed(), Rule.got(value)));
            return;
        }
        String prefix = path.isEmpty() ? "" : path + ".";
        unknown(value).forEach(name -> problems.add(prefix + name, "is no key here; allowed: " + names()));
        keys.forEach((name, rule) -> {
            JsonNode part = value.get(name);
            if (part != null) {
                rule.check(part, prefix + name, problems);
            } else if (isMissed(value, name)) {
                problems.add(prefix + name, "is missing; it must be " + rule.allowed());
            }
        });
    }

    @Override
    public void complete(JsonNode value) {
        ObjectNode object = (ObjectNode) value;
        defaults.forEach((name, standard) -> {
            if (!object.has(name)) {
                object.set(name, standard.deepCopy());
            }
        });
        keys.forEach((name, rule) -> object.optional(name).ifPresent(rule::complete));
    }

    private boolean isMissed(JsonNode value, String name) {
        String substitute = substitutes.get(name);
        return !optional.contains(name) && (substitute == null || !value.has(substitute));
    }

    private List<String> unknown(JsonNode value) {
        List<String> unknown = new ArrayList<>(value.propertyNames());
        unknown.removeAll(keys.keySet());
        return unknown;
    }

    private String names() {
        return String.join(", ", keys.keySet());
    }
}
