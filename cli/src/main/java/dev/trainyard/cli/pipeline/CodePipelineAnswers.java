package dev.trainyard.cli.pipeline;

import dev.trainyard.cli.pipeline.Pipeline.Action;
import dev.trainyard.cli.pipeline.Pipeline.Approval;
import dev.trainyard.cli.pipeline.Pipeline.Hold;
import dev.trainyard.cli.pipeline.Pipeline.Stage;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionResult;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.SourceRevision;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageState;

/** CodePipeline's answers as our records. What the API may leave out (a time, a result, a reason) gets its empty value here. */
final class CodePipelineAnswers {

    private CodePipelineAnswers() {}

    static Stage stage(StageDeclaration stage) {
        return new Stage(
                stage.name(),
                stage.actions().stream()
                        .sorted(Comparator.comparingInt(CodePipelineAnswers::order))
                        .map(action ->
                                new Action(action.name(), action.actionTypeId().provider(), order(action)))
                        .toList());
    }

    private static int order(ActionDeclaration action) {
        return Objects.requireNonNullElse(action.runOrder(), 1);
    }

    static PipelineRun run(PipelineExecutionSummary run) {
        Instant started = Objects.requireNonNullElse(run.startTime(), Instant.EPOCH);
        Optional<SourceRevision> source = run.sourceRevisions().stream().findFirst();
        return new PipelineRun(
                run.pipelineExecutionId(),
                status(run.status()),
                started,
                Objects.requireNonNullElse(run.lastUpdateTime(), started),
                source.map(SourceRevision::revisionId).orElse(""),
                source.map(SourceRevision::revisionSummary).orElse(""));
    }

    private static PipelineRun.Status status(PipelineExecutionStatus status) {
        return switch (status) {
            case SUCCEEDED -> PipelineRun.Status.SUCCEEDED;
            case FAILED -> PipelineRun.Status.FAILED;
            case STOPPED -> PipelineRun.Status.STOPPED;
            case STOPPING -> PipelineRun.Status.STOPPING;
            case SUPERSEDED -> PipelineRun.Status.SUPERSEDED;
            case CANCELLED -> PipelineRun.Status.CANCELLED;
            default -> PipelineRun.Status.IN_PROGRESS;
        };
    }

    static ActionRun actionRun(ActionExecutionDetail detail) {
        Optional<ActionExecutionResult> result =
                Optional.ofNullable(detail.output()).map(output -> output.executionResult());
        Instant started = Objects.requireNonNullElse(detail.startTime(), Instant.EPOCH);
        return new ActionRun(
                detail.actionExecutionId(),
                detail.stageName(),
                detail.actionName(),
                detail.input() == null ? "" : detail.input().actionTypeId().provider(),
                ActionStatus.of(detail.statusAsString()),
                started,
                Objects.requireNonNullElse(detail.lastUpdateTime(), started),
                result.map(ActionExecutionResult::externalExecutionId).orElse(""),
                result.map(CodePipelineAnswers::message).orElse(""));
    }

    private static @Nullable String message(ActionExecutionResult result) {
        return result.errorDetails() == null
                ? result.externalExecutionSummary()
                : result.errorDetails().message();
    }

    /** The approval that waits for an answer in that stage, if one does. */
    static Optional<Approval> pendingApproval(StageState stage) {
        return stage.actionStates().stream()
                .filter(action -> action.latestExecution() != null
                        && action.latestExecution().token() != null
                        && "InProgress".equals(action.latestExecution().statusAsString()))
                .findFirst()
                .map(action -> new Approval(
                        stage.stageName(),
                        action.actionName(),
                        action.latestExecution().token(),
                        stage.latestExecution() == null
                                ? ""
                                : stage.latestExecution().pipelineExecutionId()));
    }

    /** Why no run may enter that stage, if none may. */
    static Optional<Hold> hold(StageState stage) {
        return Optional.ofNullable(stage.inboundTransitionState())
                .filter(inbound -> Boolean.FALSE.equals(inbound.enabled()))
                .map(inbound -> new Hold(stage.stageName(), Objects.requireNonNullElse(inbound.disabledReason(), "")));
    }
}
