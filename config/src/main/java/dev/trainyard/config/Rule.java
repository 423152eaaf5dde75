package dev.trainyard.config;

import tools.jackson.databind.JsonNode;

/** What a value may be. A rule reports every problem it finds and never throws. */
interface Rule {

    /** Returns what is allowed, to stand after "must be". */
    String allowed();

    void check(JsonNode value, String path, Problems problems);

    /** Writes the defaults of absent keys into a value that was found right. */
    default void complete(JsonNode value) {}

    /** Returns the value as a message shows it. */
    static String got(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "a map";
            case ARRAY -> "a list";
            case NULL, MISSING -> "nothing";
            case STRING -> "'" + value.stringValue() + "'";
            default -> value.asString();
        };
    }
}
