package dev.trainyard.engine.pipeline;

import dev.trainyard.engine.json.Fields;
import dev.trainyard.engine.pipeline.Transitions.Disabled;
import dev.trainyard.engine.wire.ApiException;
import dev.trainyard.engine.wire.Caller;
import dev.trainyard.engine.wire.Input;
import dev.trainyard.engine.wire.Operation;
import java.time.Instant;
import java.util.Map;

/** The operations of CodePipeline that hold executions back before a stage. */
final class TransitionOperations {
    private final Pipelines pipelines;

    TransitionOperations(Pipelines pipelines) {
        this.pipelines = pipelines;
    }

    Map<String, Operation> byName() {
        return Map.of("DisableStageTransition", this::disable, "EnableStageTransition", this::enable);
    }

    private Fields disable(Caller caller, Input input) {
        transitions(caller, input)
                .disable(
                        input.text("stageName"), new Disabled(input.text("reason"), caller.principal(), Instant.now()));
        return new Fields();
    }

    private Fields enable(Caller caller, Input input) {
        transitions(caller, input).enable(input.text("stageName"));
        return new Fields();
    }

    private Transitions transitions(Caller caller, Input input) {
        Pipeline pipeline = pipelines.named(caller, input.text("pipelineName"));
        String stage = input.text("stageName");
        if (pipeline.definition().stages().stream()
                .noneMatch(each -> each.name().equals(stage))) {
            throw new ApiException("StageNotFoundException", "There is no stage " + stage);
        }
        if (!input.text("transitionType").equals("Inbound")) {
            throw new ApiException("ValidationException", "The rehearsal knows inbound transitions only");
        }
        return pipeline.transitions();
    }
}
