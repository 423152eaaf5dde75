package dev.trainyard.cli.workflow;

import dev.trainyard.cli.json.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The state where an execution went wrong.
 *
 * @param state its name
 * @param error Step Functions' error name
 * @param cause as Step Functions tells it: a sentence, or the whole answer of the service as JSON
 */
record FailedState(String state, String error, String cause) {

    private static final int ENOUGH = 600;

    private static final String REPEATED = "(The Parameters )'.*?'( could not be used to start the Task)";

    /** Returns the first state that failed: later ones only handle it. */
    static Optional<FailedState> in(List<HistoryEvent> history) {
        @Nullable String entered = null;
        for (HistoryEvent event : history) {
            if (event.stateEnteredEventDetails() != null) {
                entered = event.stateEnteredEventDetails().name();
            }
            Optional<FailedState> failure = failureOf(event, entered == null ? "?" : entered);
            if (failure.isPresent()) {
                return failure;
            }
        }
        return Optional.empty();
    }

    private static Optional<FailedState> failureOf(HistoryEvent event, String state) {
        if (event.taskFailedEventDetails() != null) {
            var details = event.taskFailedEventDetails();
            return of(state, details.error(), details.cause());
        }
        if (event.taskTimedOutEventDetails() != null) {
            var details = event.taskTimedOutEventDetails();
            return of(state, details.error(), details.cause());
        }
        if (event.evaluationFailedEventDetails() != null) {
            var details = event.evaluationFailedEventDetails();
            return of(state, details.error(), details.cause());
        }
        if (event.lambdaFunctionFailedEventDetails() != null) {
            var details = event.lambdaFunctionFailedEventDetails();
            return of(state, details.error(), details.cause());
        }
        return Optional.empty();
    }

    private static Optional<FailedState> of(String state, @Nullable String error, @Nullable String cause) {
        return Optional.of(new FailedState(state, error == null ? "error" : error, cause == null ? "" : cause));
    }

    /** Returns what a person needs of the cause: a job's failure reason rather than its whole description. */
    String inWords() {
        return error + ": " + reason();
    }

    private String reason() {
        return briefly(member("FailureReason")
                .or(() -> member("ErrorMessage"))
                .or(() -> member("errorMessage"))
                .orElse(cause));
    }

    /** The execution's own end often repeats its failed state's reason. */
    boolean isToldBy(String words) {
        return words.contains(reason());
    }

    Optional<String> member(String name) {
        JsonNode value = described().path(name);
        return value.isString() ? Optional.of(value.asString()) : Optional.empty();
    }

    /** Returns the service's answer that the cause is; a missing node where it is a sentence. */
    JsonNode described() {
        try {
            return Json.tree(cause);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    /** Without the request that Step Functions repeats before it says why it refuses it, and without the middle of a long text. */
    static String briefly(String text) {
        String line = text.strip().replaceAll("\\s*\\R\\s*", " | ").replaceFirst(REPEATED, "$1'…'$2");
        return line.length() <= ENOUGH
                ? line
                : line.substring(0, ENOUGH / 2) + " … " + line.substring(line.length() - ENOUGH / 2);
    }
}
