package dev.trainyard.engine.pipeline;

import dev.trainyard.engine.aws.ArtifactLocation;
import dev.trainyard.engine.wire.Caller;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** One run of a pipeline, with the definition that it started with. */
public final class Execution {
    private final String id = UUID.randomUUID().toString();
    private final Caller owner;
    private final Definition definition;
    private final Trigger trigger;
    private final InstantSource clock;
    private final Instant start;
    private final Variables variables = new Variables(id);
    private final Map<String, ArtifactLocation> artifacts = new ConcurrentHashMap<>();
    private final List<ActionExecution> actions = new ArrayList<>();
    private ExecutionStatus status = ExecutionStatus.IN_PROGRESS;
    private Optional<ExecutionStatus> ending = Optional.empty();
    private String summary = "";
    private Instant lastUpdate;

    /** Why it started: AWS's trigger type and its detail. */
    public record Trigger(String type, String detail) {}

    Execution(Caller owner, Definition definition, Trigger trigger, InstantSource clock) {
        this.owner = owner;
        this.definition = definition;
        this.trigger = trigger;
        this.clock = clock;
        this.start = clock.instant();
        this.lastUpdate = start;
    }

    public String id() {
        return id;
    }

    public Caller owner() {
        return owner;
    }

    public Definition definition() {
        return definition;
    }

    String pipelineArn() {
        return "arn:aws:codepipeline:%s:%s:%s".formatted(owner.region(), owner.account(), definition.name());
    }

    Trigger trigger() {
        return trigger;
    }

    Instant start() {
        return start;
    }

    Variables variables() {
        return variables;
    }

    /** Where the artifacts are, by name. */
    public Map<String, ArtifactLocation> artifacts() {
        return artifacts;
    }

    synchronized ExecutionStatus status() {
        return status;
    }

    synchronized String summary() {
        return summary;
    }

    synchronized Instant lastUpdate() {
        return lastUpdate;
    }

    synchronized List<ActionExecution> actions() {
        return List.copyOf(actions);
    }

    synchronized boolean isEnding() {
        return ending.isPresent();
    }

    /** What the source says: the commit, and its message. */
    public Optional<ActionRecord> source() {
        return actions().stream()
                .filter(action -> action.declaration().type().category().equals("Source"))
                .map(ActionExecution::record)
                .filter(record -> record.status().equals("Succeeded"))
                .findFirst();
    }

    synchronized ActionExecution enter(String stage, ActionDeclaration declaration) {
        ActionExecution action = new ActionExecution(stage, declaration, clock);
        actions.add(action);
        lastUpdate = clock.instant();
        return action;
    }

    /** The first request to end decides how: its actions finish, nothing after them starts. */
    void end(ExecutionStatus as, String why) {
        synchronized (this) {
            if (status.isFinal() || ending.isPresent()) {
                return;
            }
            ending = Optional.of(as);
            summary = why;
            if (as == ExecutionStatus.STOPPED) {
                status = ExecutionStatus.STOPPING;
            }
            lastUpdate = clock.instant();
        }
        abortActions(true);
    }

    /** Ends what is in progress. */
    void abortActions(boolean supersession) {
        actions().stream().filter(action -> action.record().inProgress()).forEach(action -> action.abort(supersession));
    }

    /** The last word: how the execution ended, unless something else had ended it before. */
    synchronized void finish(ExecutionStatus as) {
        status = ending.orElse(as);
        lastUpdate = clock.instant();
    }
}
