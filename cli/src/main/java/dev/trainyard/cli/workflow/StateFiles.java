package dev.trainyard.cli.workflow;

import dev.trainyard.cli.json.Json;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Which files of the repository write what a state asks for, as the state's comment says.
 *
 * @param definition of the state machine, as it is deployed
 */
record StateFiles(JsonNode definition) {

    private static final Pattern COMMENT = Pattern.compile("Written in (\\S+\\.java(?:, \\S+\\.java)*)");

    private static final Pattern FAILED = Pattern.compile("^workflow state (\\w+) failed: ");

    static StateFiles in(String definition) {
        return new StateFiles(Json.tree(definition));
    }

    /** Returns a failure's sentence with the files of the state that it names. */
    String namedIn(String cause) {
        var state = FAILED.matcher(cause);
        return state.find()
                ? of(state.group(1)).map(" [%s]"::formatted).map(cause::concat).orElse(cause)
                : cause;
    }

    /** Returns them in one text, the most telling first; empty for a state that only decides, or that there is not. */
    Optional<String> of(String state) {
        return definition.findValues(state).stream()
                .map(found -> found.path("Comment").asString(""))
                .map(COMMENT::matcher)
                .filter(comment -> comment.matches())
                .map(comment -> comment.group(1))
                .findFirst();
    }
}
