package dev.trainyard.cli.workflow;

import dev.trainyard.cli.json.Json;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * What a run of the workflow came to: the output of its last state.
 *
 * @param kind what was done
 * @param modelPackageArn of the model that serves now
 * @param outOfFoldR2 that the gate judged; NaN where nothing was trained
 */
public record WorkflowOutcome(Kind kind, String modelPackageArn, double outOfFoldR2) {

    /** What a run did. */
    public enum Kind {
        /** A model of this stage's own data. */
        TRAINED,
        /** The candidate of the stage before. */
        PROMOTED,
        /** The model that serves, under other serving settings. */
        SERVED,
        /** Nothing: code, data and settings are those of the model that serves. */
        UNCHANGED
    }

    /** Reads an execution's output. */
    public static WorkflowOutcome of(String output) {
        JsonNode said = Json.tree(output);
        return new WorkflowOutcome(
                Kind.valueOf(said.path("outcome").asString("trained").toUpperCase(Locale.ROOT)),
                said.path("modelPackageArn").asString(""),
                said.path("outOfFoldR2").asDouble(Double.NaN));
    }

    /** One line for a person. */
    public String inWords(String endpoint) {
        return switch (kind) {
            case TRAINED ->
                "trained: endpoint %s serves %s, R² %.3f out of fold".formatted(endpoint, modelPackageArn, outOfFoldR2);
            case PROMOTED ->
                "promoted: endpoint %s serves the candidate of the stage before as %s"
                        .formatted(endpoint, modelPackageArn);
            case SERVED ->
                "served anew: endpoint %s serves %s under its new settings".formatted(endpoint, modelPackageArn);
            case UNCHANGED ->
                "nothing to train: code, data and settings are those of %s, which endpoint %s serves"
                        .formatted(modelPackageArn, endpoint);
        };
    }
}
