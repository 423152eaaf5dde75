package dev.trainyard.engine.pipeline;

import dev.trainyard.engine.aws.ArtifactLocation;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** How one run of an action stands. The reason to be over 100 lines: one wither for each thing that changes. */
public record ActionRecord(
        String id,
        String stage,
        String action,
        Instant start,
        Instant lastUpdate,
        String status,
        Map<String, String> resolvedConfiguration,
        Map<String, ArtifactLocation> inputs,
        Map<String, ArtifactLocation> outputs,
        Map<String, String> variables,
        External external,
        Optional<ActionError> error) {

    /** What is known from outside: another service's run, words, a token, a person. */
    public record External(
            Optional<String> id,
            Optional<String> url,
            Optional<String> summary,
            Optional<String> token,
            Optional<String> updatedBy) {
        static final External NONE =
                new External(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Why it failed. */
    public record ActionError(String code, String message) {}

    static ActionRecord started(String stage, String action, Instant now) {
        return new ActionRecord(
                UUID.randomUUID().toString(),
                stage,
                action,
                now,
                now,
                "InProgress",
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                External.NONE,
                Optional.empty());
    }

    /** {@code stage/action}, as the ledger and people name it. */
    public String path() {
        return stage + "/" + action;
    }

    public boolean inProgress() {
        return status.equals("InProgress");
    }

    ActionRecord at(Instant now) {
        return new ActionRecord(
                id,
                stage,
                action,
                start,
                now,
                status,
                resolvedConfiguration,
                inputs,
                outputs,
                variables,
                external,
                error);
    }

    ActionRecord withStatus(String next) {
        return new ActionRecord(
                id,
                stage,
                action,
                start,
                lastUpdate,
                next,
                resolvedConfiguration,
                inputs,
                outputs,
                variables,
                external,
                error);
    }

    ActionRecord withInput(Map<String, String> configuration, Map<String, ArtifactLocation> artifacts) {
        return new ActionRecord(
                id,
                stage,
                action,
                start,
                lastUpdate,
                status,
                configuration,
                artifacts,
                outputs,
                variables,
                external,
                error);
    }

    ActionRecord withOutput(Map<String, String> values, Map<String, ArtifactLocation> artifacts) {
        return new ActionRecord(
                id,
                stage,
                action,
                start,
                lastUpdate,
                status,
                resolvedConfiguration,
                inputs,
                artifacts,
                values,
                external,
                error);
    }

    ActionRecord withError(ActionError why) {
        return new ActionRecord(
                id,
                stage,
                action,
                start,
                lastUpdate,
                status,
                resolvedConfiguration,
                inputs,
                outputs,
                variables,
                external,
                Optional.of(why));
    }

    ActionRecord withExternal(String externalId, String url) {
        return with(new External(
                Optional.of(externalId), Optional.of(url), external.summary, external.token, external.updatedBy));
    }

    ActionRecord withSummary(String words) {
        return with(new External(external.id, external.url, Optional.of(words), external.token, external.updatedBy));
    }

    ActionRecord withToken(String token) {
        return with(new External(external.id, external.url, external.summary, Optional.of(token), external.updatedBy));
    }

    ActionRecord withUpdatedBy(String principal) {
        return with(new External(external.id, external.url, external.summary, external.token, Optional.of(principal)));
    }

    private ActionRecord with(External next) {
        return new ActionRecord(
                id,
                stage,
                action,
                start,
                lastUpdate,
                status,
                resolvedConfiguration,
                inputs,
                outputs,
                variables,
                next,
                error);
    }
}
