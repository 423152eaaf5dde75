package dev.trainyard.lambdas.gate;

import tools.jackson.databind.JsonNode;

/** Values in reasons. */
final class Words {

    /** Longer ones are cut: a reason is for a person. */
    private static final int LONGEST = 200;

    private Words() {}

    static String of(JsonNode found) {
        return shortened(found.toString());
    }

    /** All digits: rounded, a score just below the minimum would read as equal to it. */
    static String of(double value) {
        return Double.toString(value);
    }

    static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
