package dev.trainyard.engine.pipeline;

import dev.trainyard.engine.json.Fields;
import dev.trainyard.engine.wire.ApiException;
import dev.trainyard.engine.wire.Caller;
import dev.trainyard.engine.wire.Input;
import dev.trainyard.engine.wire.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** The operations of CodePipeline that are about executions. */
final class ExecutionOperations {
    private final Pipelines pipelines;
    private final Approvals approvals;

    ExecutionOperations(Pipelines pipelines, Approvals approvals) {
        this.pipelines = pipelines;
        this.approvals = approvals;
    }

    Map<String, Operation> byName() {
        return Map.of(
                "GetPipelineState", this::state,
                "GetPipelineExecution", this::get,
                "ListPipelineExecutions", this::list,
                "ListActionExecutions", this::listActions,
                "StopPipelineExecution", this::stop,
                "PutApprovalResult", this::putApprovalResult);
    }

    private Fields state(Caller caller, Input input) {
        return StateFields.of(pipelines.named(caller, input.text("name")));
    }

    private Fields get(Caller caller, Input input) {
        return Fields.of("pipelineExecution", ExecutionFields.detail(execution(caller, input)));
    }

    private Fields list(Caller caller, Input input) {
        Pipeline pipeline = pipelines.named(caller, input.text("pipelineName"));
        Page<Execution> page = Page.of(pipeline.executions(), input);
        return Fields.of(
                        "pipelineExecutionSummaries",
                        page.items().stream().map(ExecutionFields::summary).toList())
                .with("nextToken", page.next().orElse(null));
    }

    private Fields listActions(Caller caller, Input input) {
        Pipeline pipeline = pipelines.named(caller, input.text("pipelineName"));
        Optional<String> wanted = input.body()
                .path("filter")
                .path("pipelineExecutionId")
                .stringValueOpt()
                .or(() -> input.body()
                        .path("filter")
                        .path("latestInPipelineExecution")
                        .path("pipelineExecutionId")
                        .stringValueOpt());
        List<Fields> details = pipeline.executions().stream()
                .filter(execution -> wanted.isEmpty() || execution.id().equals(wanted.get()))
                .flatMap(execution -> details(execution))
                .toList();
        Page<Fields> page = Page.of(details, input);
        return Fields.of("actionExecutionDetails", page.items())
                .with("nextToken", page.next().orElse(null));
    }

    private static Stream<Fields> details(Execution execution) {
        return execution.actions().reversed().stream().map(action -> ActionFields.detail(execution, action));
    }

    private Fields stop(Caller caller, Input input) {
        Execution execution = execution(caller, input);
        if (execution.status() != ExecutionStatus.IN_PROGRESS) {
            throw new ApiException(
                    "PipelineExecutionNotStoppableException",
                    "The execution is " + execution.status().text() + " and cannot be stopped");
        }
        execution.end(ExecutionStatus.STOPPED, input.optionalText("reason").orElse("Stopped by " + caller.principal()));
        if (input.flag("abandon")) {
            execution.abortActions(false);
        }
        return Fields.of("pipelineExecutionId", execution.id());
    }

    private Fields putApprovalResult(Caller caller, Input input) {
        Pipeline pipeline = pipelines.named(caller, input.text("pipelineName"));
        ActionExecution action = waiting(pipeline, input.text("stageName"), input.text("actionName"));
        ObjectNode result = input.object("result");
        boolean approved = result.path("status").asString("").equals("Approved");
        approvals.answer(
                input.text("token"),
                action.record().external().token().orElse(""),
                new Approvals.Answer(approved, result.path("summary").asString(""), caller.principal()));
        return Fields.of("approvedAt", Instant.now());
    }

    private static ActionExecution waiting(Pipeline pipeline, String stage, String action) {
        List<StageDeclaration> stages = pipeline.definition().stages();
        StageDeclaration named = stages.stream()
                .filter(each -> each.name().equals(stage))
                .findFirst()
                .orElseThrow(() -> new ApiException("StageNotFoundException", "There is no stage " + stage));
        if (named.actions().stream().noneMatch(each -> each.name().equals(action))) {
            throw new ApiException("ActionNotFoundException", "The stage " + stage + " has no action " + action);
        }
        return StateFields.latest(pipeline, stage, action)
                .orElseThrow(() -> new ApiException("InvalidApprovalTokenException", "The approval is not waiting"));
    }

    private Execution execution(Caller caller, Input input) {
        String id = input.text("pipelineExecutionId");
        return pipelines.named(caller, input.text("pipelineName")).executions().stream()
                .filter(execution -> execution.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new ApiException("PipelineExecutionNotFoundException", "The pipeline has no execution " + id));
    }
}
