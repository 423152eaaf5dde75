package dev.trainyard.lambdas.gate;

import tools.jackson.databind.JsonNode;

/** What was found where the evaluation should be. */
sealed interface Evaluation {

    /**
     * A JSON document, of which nothing else is known yet.
     *
     * @param json contract {@code evaluation}, if it keeps it
     * @param where it was found
     */
    record Document(JsonNode json, String where) implements Evaluation {}

    /**
     * Nothing that can be judged.
     *
     * @param reason what is wrong, for the person who reads the failed workflow
     */
    record Unusable(String reason) implements Evaluation {}
}
