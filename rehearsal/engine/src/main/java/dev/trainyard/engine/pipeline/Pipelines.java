package dev.trainyard.engine.pipeline;

import dev.trainyard.engine.aws.Identities;
import dev.trainyard.engine.aws.Ledger;
import dev.trainyard.engine.pipeline.Execution.Trigger;
import dev.trainyard.engine.wire.ApiException;
import dev.trainyard.engine.wire.Caller;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * All pipelines, and which execution of each runs. A pipeline runs one execution at a time: a newer one starts when the
 * actions of the older one that are in progress have ended.
 */
public final class Pipelines {
    private final Map<String, Pipeline> pipelines = new ConcurrentHashMap<>();
    private final DefinitionReader reader;
    private final ExecutionRunner runner;
    private final Settling settling;
    private final InstantSource clock;

    /** Waits until the stack that makes a pipeline is whole; on AWS the first action takes longer than that. */
    @FunctionalInterface
    public interface Settling {
        void await(Caller owner) throws InterruptedException;
    }

    Pipelines(DefinitionReader reader, ExecutionRunner runner, Settling settling, InstantSource clock) {
        this.reader = reader;
        this.runner = runner;
        this.settling = settling;
        this.clock = clock;
    }

    /** @param actions what each type of action does; other types are refused */
    public static Pipelines running(
            Map<ActionType, Action> actions,
            Identities identities,
            Ledger ledger,
            Settling settling,
            InstantSource clock) {
        ExecutionRunner runner = new ExecutionRunner(new ActionRunner(actions, identities), ledger);
        return new Pipelines(new DefinitionReader(actions::containsKey), runner, settling, clock);
    }

    /** Makes a pipeline and starts its first execution, as CodePipeline does. */
    Pipeline create(Caller owner, ObjectNode json) {
        Definition definition = reader.read(json, 1);
        Pipeline pipeline = new Pipeline(owner, definition, clock.instant());
        if (pipelines.putIfAbsent(key(owner, definition.name()), pipeline) != null) {
            throw new ApiException(
                    "PipelineNameInUseException",
                    "A pipeline with the name '" + definition.name() + "' already exists");
        }
        start(pipeline, new Trigger("CreatePipeline", owner.principal()));
        return pipeline;
    }

    Pipeline update(Caller owner, ObjectNode json) {
        Pipeline pipeline = named(owner, json.path("name").asString(""));
        Definition definition = reader.read(json, pipeline.definition().version() + 1);
        pipeline.define(definition, clock.instant());
        pipeline.running()
                .ifPresent(
                        execution -> execution.end(ExecutionStatus.CANCELLED, "The pipeline's definition was updated"));
        return pipeline;
    }

    void delete(Caller owner, String name) {
        Pipeline pipeline = pipelines.remove(key(owner, name));
        if (pipeline != null) {
            pipeline.running().ifPresent(execution -> {
                execution.end(ExecutionStatus.STOPPED, "The pipeline was deleted");
                execution.abortActions(false);
            });
        }
    }

    Pipeline named(Caller owner, String name) {
        return Optional.ofNullable(pipelines.get(key(owner, name)))
                .orElseThrow(() -> new ApiException(
                        "PipelineNotFoundException",
                        "Account '" + owner.account() + "' does not have a pipeline with name '" + name + "'"));
    }

    List<Pipeline> of(Caller owner) {
        return pipelines.values().stream()
                .filter(pipeline -> pipeline.owner().account().equals(owner.account())
                        && pipeline.owner().region().equals(owner.region()))
                .toList();
    }

    Execution start(Pipeline pipeline, Trigger trigger) {
        Execution execution = new Execution(pipeline.owner(), pipeline.definition(), trigger, clock);
        if (pipeline.add(execution)) {
            runInTurn(pipeline, execution);
        } else {
            pipeline.running()
                    .ifPresent(older -> older.end(ExecutionStatus.SUPERSEDED, "Superseded by " + execution.id()));
        }
        return execution;
    }

    private void runInTurn(Pipeline pipeline, Execution first) {
        Thread.ofVirtual().name(first.id()).start(() -> {
            Optional<Execution> next = Optional.of(first);
            while (next.isPresent()) {
                run(pipeline, next.get());
                next = pipeline.next();
            }
        });
    }

    private void run(Pipeline pipeline, Execution execution) {
        try {
            if (execution.trigger().type().equals("CreatePipeline")) {
                settling.await(execution.owner());
            }
            runner.run(execution, pipeline.transitions());
        } catch (InterruptedException e) {
            execution.finish(ExecutionStatus.STOPPED);
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            e.printStackTrace();
            execution.end(ExecutionStatus.FAILED, "The rehearsal's engine failed: " + e);
            execution.finish(ExecutionStatus.FAILED);
        }
    }

    private static String key(Caller owner, String name) {
        return owner.account() + "/" + owner.region() + "/" + name;
    }
}
