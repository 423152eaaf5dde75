package dev.trainyard.cli.workflow;

import dev.trainyard.cli.json.Json;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * What a run of the workflow came to: the output of its last state.
 *
 * @param kind what was done
 * @param modelPackageArn of the model that serves now
 * @param codeHash of the stage's training code
 * @param dataHash of the raw data that the run found
 * @param outOfFoldR2 of it
 */
public record WorkflowOutcome(Kind kind, String modelPackageArn, String codeHash, String dataHash, double outOfFoldR2) {

    /** What a run did. */
    public enum Kind {
        /** A model of this stage's own data. */
        TRAINED,
        /** The candidate of the stage before. */
        PROMOTED,
        /** The model that serves, under other serving settings. */
        SERVED,
        /** Nothing: code, data and settings, or the candidate of the stage before, are those of the model that serves. */
        UNCHANGED
    }

    /** Reads an execution's output; fails naming the member that it lacks. */
    public static WorkflowOutcome of(String output) {
        JsonNode said = Json.tree(output);
        return new WorkflowOutcome(
                kind(text(said, "outcome")),
                text(said, "modelPackageArn"),
                text(said, "codeHash"),
                text(said, "dataHash"),
                said.path("outOfFoldR2").asDouble(Double.NaN));
    }

    private static Kind kind(String outcome) {
        try {
            return Kind.valueOf(outcome.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "the workflow ended with outcome '%s'; known are %s".formatted(outcome, List.of(Kind.values())), e);
        }
    }

    private static String text(JsonNode said, String member) {
        return said.path(member)
                .asStringOpt()
                .orElseThrow(
                        () -> new IllegalStateException("the workflow's output has no %s: %s".formatted(member, said)));
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
                "nothing new: a run would bring the model of %s again, which endpoint %s serves"
                        .formatted(modelPackageArn, endpoint);
        };
    }
}
