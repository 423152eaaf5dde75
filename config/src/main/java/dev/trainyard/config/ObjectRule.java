package dev.trainyard.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A map with known keys: an unknown one is refused, a missing one too unless it may be left out. */
final class ObjectRule implements Rule {

    private final Map<String, Rule> keys = new LinkedHashMap<>();
    private final Set<String> optional = new LinkedHashSet<>();

    ObjectRule key(String name, Rule rule) {
        keys.put(name, rule);
        return this;
    }

    ObjectRule optionalKey(String name, Rule rule) {
        optional.add(name);
        return key(name, rule);
    }

    Map<String, Rule> keys() {
        return Map.copyOf(keys);
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
            } else if (!optional.contains(name)) {
                problems.add(prefix + name, "is missing; it must be " + rule.allowed());
            }
        });
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
