package dev.trainyard.engine.pipeline;

import dev.trainyard.engine.aws.ArtifactLocation;
import dev.trainyard.engine.json.Fields;
import dev.trainyard.engine.pipeline.ActionRecord.ActionError;
import dev.trainyard.engine.pipeline.ActionRecord.External;
import java.util.List;
import java.util.Map;

/** An action's run as ListActionExecutions and GetPipelineState answer it. */
final class ActionFields {
    private ActionFields() {}

    static Fields detail(Execution execution, ActionExecution action) {
        ActionRecord record = action.record();
        return Fields.of("pipelineExecutionId", execution.id())
                .with("actionExecutionId", record.id())
                .with("pipelineVersion", execution.definition().version())
                .with("stageName", record.stage())
                .with("actionName", record.action())
                .with("startTime", record.start())
                .with("lastUpdateTime", record.lastUpdate())
                .with("updatedBy", record.external().updatedBy().orElse(null))
                .with("status", record.status())
                .with("input", input(execution, action.declaration(), record))
                .with("output", output(record));
    }

    /** The {@code latestExecution} of an action's state. */
    static Fields latest(ActionRecord record) {
        External external = record.external();
        return Fields.of("actionExecutionId", record.id())
                .with("status", record.status())
                .with("summary", external.summary().orElse(null))
                .with("lastStatusChange", record.lastUpdate())
                .with("token", record.inProgress() ? external.token().orElse(null) : null)
                .with("lastUpdatedBy", external.updatedBy().orElse(null))
                .with("externalExecutionId", external.id().orElse(null))
                .with("errorDetails", record.error().map(ActionFields::error).orElse(null));
    }

    private static Fields input(Execution execution, ActionDeclaration declaration, ActionRecord record) {
        return Fields.of("actionTypeId", declaration.type().fields())
                .with("configuration", declaration.configuration())
                .with("resolvedConfiguration", record.work().resolvedConfiguration())
                .with("roleArn", declaration.roleArn().orElse(null))
                .with("region", declaration.region().orElse(execution.owner().region()))
                .with("inputArtifacts", artifacts(record.work().inputs()))
                .with("namespace", declaration.namespace().orElse(null));
    }

    private static Fields output(ActionRecord record) {
        External external = record.external();
        return Fields.of("outputArtifacts", artifacts(record.work().outputs()))
                .with(
                        "executionResult",
                        Fields.of("externalExecutionId", external.id().orElse(null))
                                .with(
                                        "externalExecutionSummary",
                                        external.summary().orElse(null))
                                .with(
                                        "errorDetails",
                                        record.error().map(ActionFields::error).orElse(null)))
                .with("outputVariables", record.variables());
    }

    private static Fields error(ActionError error) {
        return Fields.of("code", error.code()).with("message", error.message());
    }

    private static List<Fields> artifacts(Map<String, ArtifactLocation> artifacts) {
        return artifacts.entrySet().stream()
                .map(artifact -> Fields.of("name", artifact.getKey())
                        .with(
                                "s3location",
                                Fields.of("bucket", artifact.getValue().bucket())
                                        .with("key", artifact.getValue().key())))
                .toList();
    }
}
