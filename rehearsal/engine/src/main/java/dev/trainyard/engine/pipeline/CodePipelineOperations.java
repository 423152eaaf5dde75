package dev.trainyard.engine.pipeline;

import dev.trainyard.engine.json.Fields;
import dev.trainyard.engine.pipeline.Execution.Trigger;
import dev.trainyard.engine.wire.ApiException;
import dev.trainyard.engine.wire.Caller;
import dev.trainyard.engine.wire.Input;
import dev.trainyard.engine.wire.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The operations of CodePipeline that are about pipelines themselves; reading executions is elsewhere. */
public final class CodePipelineOperations {
    private static final String PREFIX = "CodePipeline_20150709.";

    private final Pipelines pipelines;
    private final ExecutionOperations executions;
    private final TransitionOperations transitions;

    public CodePipelineOperations(Pipelines pipelines, Approvals approvals) {
        this.pipelines = pipelines;
        this.executions = new ExecutionOperations(pipelines, approvals);
        this.transitions = new TransitionOperations(pipelines);
    }

    /** By the name in {@code X-Amz-Target}. */
    public Map<String, Operation> byTarget() {
        Map<String, Operation> operations = new LinkedHashMap<>(Map.of(
                "CreatePipeline", this::create,
                "UpdatePipeline", this::update,
                "GetPipeline", this::get,
                "DeletePipeline", this::delete,
                "ListPipelines", this::list,
                "StartPipelineExecution", this::start,
                "ListTagsForResource", this::tags,
                "TagResource", this::tag));
        operations.putAll(executions.byName());
        operations.putAll(transitions.byName());
        Map<String, Operation> byTarget = new LinkedHashMap<>();
        operations.forEach((name, operation) -> byTarget.put(PREFIX + name, operation));
        return byTarget;
    }

    private Fields create(Caller caller, Input input) {
        Pipeline pipeline = pipelines.create(caller, input.object("pipeline"));
        pipeline.tag(input.list("tags"));
        return Fields.of("pipeline", pipeline.definition().json()).with("tags", input.list("tags"));
    }

    private Fields update(Caller caller, Input input) {
        return Fields.of(
                "pipeline",
                pipelines.update(caller, input.object("pipeline")).definition().json());
    }

    private Fields get(Caller caller, Input input) {
        Pipeline pipeline = pipelines.named(caller, input.text("name"));
        return Fields.of("pipeline", pipeline.definition().json())
                .with(
                        "metadata",
                        Fields.of("pipelineArn", arn(pipeline))
                                .with("created", pipeline.created())
                                .with("updated", pipeline.updated()));
    }

    private Fields delete(Caller caller, Input input) {
        pipelines.delete(caller, input.text("name"));
        return new Fields();
    }

    private Fields list(Caller caller, Input input) {
        return Fields.of(
                "pipelines",
                pipelines.of(caller).stream()
                        .map(CodePipelineOperations::summary)
                        .toList());
    }

    private static Fields summary(Pipeline pipeline) {
        ObjectNode json = pipeline.definition().json();
        return Fields.of("name", pipeline.definition().name())
                .with("version", pipeline.definition().version())
                .with("pipelineType", json.path("pipelineType").asString("V1"))
                .with("executionMode", json.path("executionMode").asString("SUPERSEDED"))
                .with("created", pipeline.created())
                .with("updated", pipeline.updated());
    }

    private Fields start(Caller caller, Input input) {
        for (String unknown : List.of("variables", "sourceRevisions")) {
            if (!input.list(unknown).isEmpty()) {
                throw new ApiException(
                        "ValidationException", "The rehearsal does not know StartPipelineExecution's " + unknown);
            }
        }
        Pipeline pipeline = pipelines.named(caller, input.text("name"));
        Execution execution = pipelines.start(pipeline, new Trigger("StartPipelineExecution", caller.principal()));
        return Fields.of("pipelineExecutionId", execution.id());
    }

    private Fields tags(Caller caller, Input input) {
        return Fields.of("tags", byArn(caller, input.text("resourceArn")).tags());
    }

    private Fields tag(Caller caller, Input input) {
        Pipeline pipeline = byArn(caller, input.text("resourceArn"));
        Map<String, JsonNode> byKey = new LinkedHashMap<>();
        pipeline.tags().forEach(tag -> byKey.put(tag.path("key").asString(), tag));
        input.list("tags").forEach(tag -> byKey.put(tag.path("key").asString(), tag));
        pipeline.tag(List.copyOf(byKey.values()));
        return new Fields();
    }

    private Pipeline byArn(Caller caller, String arn) {
        return pipelines.named(caller, arn.substring(arn.lastIndexOf(':') + 1));
    }

    private static String arn(Pipeline pipeline) {
        return "arn:aws:codepipeline:" + pipeline.owner().region() + ":"
                + pipeline.owner().account() + ":" + pipeline.definition().name();
    }
}
