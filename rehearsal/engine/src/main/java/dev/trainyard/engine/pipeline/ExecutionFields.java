package dev.trainyard.engine.pipeline;

import dev.trainyard.engine.json.Fields;
import java.util.List;
import java.util.Map;

/** An execution as CodePipeline answers it. */
final class ExecutionFields {
    private ExecutionFields() {}

    static Fields detail(Execution execution) {
        return common(execution)
                .with("pipelineName", execution.definition().name())
                .with("pipelineVersion", execution.definition().version())
                .with("artifactRevisions", revisions(execution));
    }

    static Fields summary(Execution execution) {
        return common(execution)
                .with("startTime", execution.start())
                .with("lastUpdateTime", execution.lastUpdate())
                .with("sourceRevisions", sourceRevisions(execution));
    }

    private static Fields common(Execution execution) {
        return Fields.of("pipelineExecutionId", execution.id())
                .with("status", execution.status().text())
                .with("statusSummary", execution.summary().isEmpty() ? null : execution.summary())
                .with(
                        "trigger",
                        Fields.of("triggerType", execution.trigger().type())
                                .with("triggerDetail", execution.trigger().detail()))
                .with("executionMode", "SUPERSEDED")
                .with("executionType", "STANDARD");
    }

    private static List<Fields> revisions(Execution execution) {
        return execution
                .source()
                .map(source -> {
                    Map<String, String> variables = source.variables();
                    return List.of(Fields.of(
                                    "name",
                                    String.join(",", source.work().outputs().keySet()))
                            .with("revisionId", variables.get("CommitId"))
                            .with("revisionSummary", variables.get("CommitMessage"))
                            .with("created", source.lastUpdate()));
                })
                .orElse(List.of());
    }

    private static List<Fields> sourceRevisions(Execution execution) {
        return execution
                .source()
                .map(source -> List.of(Fields.of("actionName", source.action())
                        .with("revisionId", source.variables().get("CommitId"))
                        .with("revisionSummary", source.variables().get("CommitMessage"))))
                .orElse(List.of());
    }
}
