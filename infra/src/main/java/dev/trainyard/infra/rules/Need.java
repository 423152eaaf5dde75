package dev.trainyard.infra.rules;

import tools.jackson.databind.JsonNode;

/**
 * A permission that a call takes.
 *
 * @param action such as {@code sagemaker:AddTags}
 * @param resource its ARN or reference; it ends with {@code …} where the rest is known at run time alone
 * @param key condition key that a statement may ask for, empty for none that is judged here
 * @param value what the call sends for that key
 */
record Need(String action, String resource, String key, String value) {

    static final String REST = "…";

    static Need of(String action, String resource) {
        return new Need(action, resource, "", "");
    }

    /** What it is about, in words: the resource, and the condition key that the call sends. */
    String where() {
        return key.isEmpty() ? resource : "%s with %s %s".formatted(resource, key, value);
    }

    /** True if an allowing statement, whose resources are such patterns, covers it. */
    boolean isAllowedBy(JsonNode statement, String pattern) {
        return Statements.hasAction(statement, action) && covers(pattern) && meets(statement);
    }

    /** Of a name that begins as this one, some ends may be allowed: no more is known here. */
    private boolean covers(String pattern) {
        if (!resource.endsWith(REST)) {
            return Statements.matches(pattern, resource);
        }
        var known = resource.substring(0, resource.length() - REST.length());
        var fixed = pattern.split("\\*", 2)[0];
        return Statements.matches(pattern, resource) || (fixed.startsWith(known) && !known.isEmpty());
    }

    private boolean meets(JsonNode statement) {
        return statement
                .path("Condition")
                .valueStream()
                .map(keys -> keys.path(key))
                .filter(asked -> !asked.isMissingNode())
                .allMatch(asked -> Statements.oneOrMany(asked)
                        .anyMatch(one -> one.asString("").equals(value)));
    }
}
