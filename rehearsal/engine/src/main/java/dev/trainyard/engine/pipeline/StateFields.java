package dev.trainyard.engine.pipeline;

import dev.trainyard.engine.json.Fields;
import dev.trainyard.engine.pipeline.Transitions.Disabled;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The state of a pipeline: of each action the latest run, whichever execution that was in. */
final class StateFields {
    private StateFields() {}

    static Fields of(Pipeline pipeline) {
        Definition definition = pipeline.definition();
        return Fields.of("pipelineName", definition.name())
                .with("pipelineVersion", definition.version())
                .with(
                        "stageStates",
                        definition.stages().stream()
                                .map(stage -> stage(pipeline, stage))
                                .toList())
                .with("created", pipeline.created())
                .with("updated", pipeline.updated());
    }

    static Optional<ActionExecution> latest(Pipeline pipeline, String stage, String action) {
        return pipeline.executions().stream()
                .flatMap(execution -> execution.actions().reversed().stream())
                .filter(run -> run.record().stage().equals(stage)
                        && run.record().action().equals(action))
                .findFirst();
    }

    private static Fields stage(Pipeline pipeline, StageDeclaration stage) {
        return Fields.of("stageName", stage.name())
                .with("inboundTransitionState", inbound(pipeline.transitions().into(stage.name())))
                .with(
                        "inboundExecution",
                        pipeline.transitions()
                                .waitingFor(stage.name())
                                .map(StateFields::reference)
                                .orElse(null))
                .with(
                        "actionStates",
                        stage.actions().stream()
                                .map(action -> action(pipeline, stage, action))
                                .toList())
                .with("latestExecution", latestExecution(pipeline, stage));
    }

    private static Fields inbound(Optional<Disabled> disabled) {
        return disabled.map(how -> Fields.of("enabled", false)
                        .with("lastChangedBy", how.by())
                        .with("lastChangedAt", how.at())
                        .with("disabledReason", how.reason()))
                .orElseGet(() -> Fields.of("enabled", true));
    }

    private static Fields reference(Execution execution) {
        return Fields.of("pipelineExecutionId", execution.id())
                .with("status", execution.status().text());
    }

    private static Fields action(Pipeline pipeline, StageDeclaration stage, ActionDeclaration action) {
        Fields fields = Fields.of("actionName", action.name());
        latest(pipeline, stage.name(), action.name())
                .map(ActionExecution::record)
                .ifPresent(record -> {
                    fields.with("latestExecution", ActionFields.latest(record))
                            .with("entityUrl", entityUrl(record).orElse(null));
                    if (record.variables().containsKey("CommitId")) {
                        fields.with(
                                "currentRevision",
                                Fields.of("revisionId", record.variables().get("CommitId"))
                                        .with(
                                                "changeIdentifier",
                                                record.variables().get("CommitId"))
                                        .with("created", record.lastUpdate()));
                    }
                });
        return fields;
    }

    private static Optional<String> entityUrl(ActionRecord record) {
        return Optional.ofNullable(record.work().resolvedConfiguration().get("ExternalEntityLink"));
    }

    private static @Nullable Fields latestExecution(Pipeline pipeline, StageDeclaration stage) {
        return pipeline.executions().stream()
                .filter(execution -> execution.actions().stream()
                        .anyMatch(run -> run.record().stage().equals(stage.name())))
                .findFirst()
                .map(execution ->
                        Fields.of("pipelineExecutionId", execution.id()).with("status", status(execution, stage)))
                .orElse(null);
    }

    private static String status(Execution execution, StageDeclaration stage) {
        List<String> statuses = execution.actions().stream()
                .map(ActionExecution::record)
                .filter(record -> record.stage().equals(stage.name()))
                .map(ActionRecord::status)
                .toList();
        if (statuses.contains("Failed")) {
            return "Failed";
        }
        if (statuses.contains("Abandoned")) {
            return "Stopped";
        }
        boolean whole = statuses.stream().filter("Succeeded"::equals).count()
                == stage.actions().size();
        return whole ? "Succeeded" : execution.status().text();
    }
}
