package dev.trainyard.engine.pipeline;

import dev.trainyard.engine.wire.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A pipeline with its present definition and all its executions. Guarded by itself. */
final class Pipeline {
    private final Caller owner;
    private final Instant created;
    private final List<Execution> executions = new ArrayList<>();
    private final Transitions transitions = new Transitions();
    private Definition definition;
    private Instant updated;
    private List<JsonNode> tags = List.of();
    private Optional<Execution> running = Optional.empty();
    private Optional<Execution> waiting = Optional.empty();

    Pipeline(Caller owner, Definition definition, Instant now) {
        this.owner = owner;
        this.definition = definition;
        this.created = now;
        this.updated = now;
    }

    Caller owner() {
        return owner;
    }

    Instant created() {
        return created;
    }

    Transitions transitions() {
        return transitions;
    }

    synchronized Definition definition() {
        return definition;
    }

    synchronized Instant updated() {
        return updated;
    }

    synchronized List<JsonNode> tags() {
        return tags;
    }

    synchronized void tag(List<JsonNode> with) {
        tags = List.copyOf(with);
    }

    /** Newest first. */
    synchronized List<Execution> executions() {
        return executions.reversed().stream().toList();
    }

    synchronized Optional<Execution> running() {
        return running;
    }

    synchronized void define(Definition next, Instant now) {
        definition = next;
        updated = now;
    }

    /** @return whether it may run at once; otherwise it waits for the running one, in place of one that waited before */
    synchronized boolean add(Execution execution) {
        executions.add(execution);
        if (running.isEmpty()) {
            running = Optional.of(execution);
            return true;
        }
        waiting.ifPresent(overtaken -> overtaken.finish(ExecutionStatus.SUPERSEDED));
        waiting = Optional.of(execution);
        return false;
    }

    /** @return the execution that runs next */
    synchronized Optional<Execution> next() {
        running = waiting;
        waiting = Optional.empty();
        return running;
    }
}
