package dev.trainyard.config;

import tools.jackson.databind.JsonNode;

/**
 * A list of values of one kind.
 *
 * @param what its values are, in words
 * @param most values; there must be one at least
 * @param value what each may be
 */
record ListRule(String what, int most, Rule value) implements Rule {

    @Override
    public String allowed() {
        return "a list of 1 to %d %s".formatted(most, what);
    }

    @Override
    public void check(JsonNode list, String path, Problems problems) {
        if (!list.isArray() || list.isEmpty() || list.size() > most) {
            String got = list.isArray() ? list.size() + " of them" : Rule.got(list);
            problems.add(path, "must be %s, got %s".formatted(allowed(), got));
            return;
        }
        for (int index = 0; index < list.size(); index++) {
            value.check(list.get(index), "%s[%d]".formatted(path, index), problems);
        }
    }
}
