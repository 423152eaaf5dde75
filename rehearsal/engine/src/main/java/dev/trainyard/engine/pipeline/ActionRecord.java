package dev.trainyard.engine.pipeline;

import dev.trainyard.engine.aws.ArtifactLocation;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** How one run of an action stands. */
public record ActionRecord(
        Start started, Instant lastUpdate, String status, Work work, External external, Optional<ActionError> error) {

    /** What is known from the beginning. */
    public record Start(String id, String stage, String action, Instant time) {}

    /** What goes in and what comes out. */
    public record Work(
            Map<String, String> resolvedConfiguration,
            Map<String, ArtifactLocation> inputs,
            Map<String, ArtifactLocation> outputs,
            Map<String, String> variables) {
        static final Work NONE = new Work(Map.of(), Map.of(), Map.of(), Map.of());
    }

    /** What is known from outside: another service's run, words, a token, a person. */
    public record External(
            Optional<String> id, Optional<String> summary, Optional<String> token, Optional<String> updatedBy) {
        static final External NONE =
                new External(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Why it failed. */
    public record ActionError(String code, String message) {}

    static ActionRecord started(String stage, String action, Instant now) {
        Start start = new Start(UUID.randomUUID().toString(), stage, action, now);
        return new ActionRecord(start, now, "InProgress", Work.NONE, External.NONE, Optional.empty());
    }

    public String id() {
        return started.id();
    }

    public String stage() {
        return started.stage();
    }

    public String action() {
        return started.action();
    }

    public Instant start() {
        return started.time();
    }

    public Map<String, String> variables() {
        return work.variables();
    }

    /** {@code stage/action}, as the ledger and people name it. */
    public String path() {
        return stage() + "/" + action();
    }

    public boolean inProgress() {
        return status.equals("InProgress");
    }

    ActionRecord at(Instant now) {
        return new ActionRecord(started, now, status, work, external, error);
    }

    ActionRecord withStatus(String next) {
        return new ActionRecord(started, lastUpdate, next, work, external, error);
    }

    ActionRecord withError(ActionError why) {
        return new ActionRecord(started, lastUpdate, status, work, external, Optional.of(why));
    }

    ActionRecord withInput(Map<String, String> configuration, Map<String, ArtifactLocation> artifacts) {
        return with(new Work(configuration, artifacts, work.outputs, work.variables));
    }

    ActionRecord withOutput(Map<String, String> values, Map<String, ArtifactLocation> artifacts) {
        return with(new Work(work.resolvedConfiguration, work.inputs, artifacts, values));
    }

    ActionRecord withExternalId(String id) {
        return with(new External(Optional.of(id), external.summary, external.token, external.updatedBy));
    }

    ActionRecord withSummary(String words) {
        return with(new External(external.id, Optional.of(words), external.token, external.updatedBy));
    }

    ActionRecord withToken(String token) {
        return with(new External(external.id, external.summary, Optional.of(token), external.updatedBy));
    }

    ActionRecord withUpdatedBy(String principal) {
        return with(new External(external.id, external.summary, external.token, Optional.of(principal)));
    }

    private ActionRecord with(Work next) {
        return new ActionRecord(started, lastUpdate, status, next, external, error);
    }

    private ActionRecord with(External next) {
        return new ActionRecord(started, lastUpdate, status, work, next, error);
    }
}
