package dev.trainyard.config;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The stages' names in the order a change travels: at least one, none twice. */
final class StageListRule implements Rule {

    @Override
    public String allowed() {
        return "a list of stage names such as [dev, staging, prod], none twice";
    }

    @Override
    public void check(JsonNode value, String path, Problems problems) {
        if (!value.isArray() || value.isEmpty()) {
            String got = value.isArray() ? "an empty list" : Rule.got(value);
            problems.add(path, "must be %s, got %s".formatted(allowed(), got));
            return;
        }
        Set<JsonNode> seen = new HashSet<>();
        for (int index = 0; index < value.size(); index++) {
            JsonNode name = value.get(index);
            StageRules.NAME.check(name, "%s[%d]".formatted(path, index), problems);
            if (!seen.add(name)) {
                problems.add(path, "must be %s, got %s twice".formatted(allowed(), Rule.got(name)));
            }
        }
    }
}
