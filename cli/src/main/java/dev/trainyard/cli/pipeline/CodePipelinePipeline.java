package dev.trainyard.cli.pipeline;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionResult;
import software.amazon.awssdk.services.codepipeline.model.ApprovalStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.SourceRevision;
import software.amazon.awssdk.services.codepipeline.model.StageState;
import software.amazon.awssdk.services.codepipeline.model.StageTransitionType;
import software.amazon.awssdk.services.codepipeline.model.TransitionState;

/** A pipeline read by its API. */
public final class CodePipelinePipeline implements Pipeline {

    private final CodePipelineClient api;
    private final String name;

    public CodePipelinePipeline(CodePipelineClient api, String name) {
        this.api = api;
        this.name = name;
    }

    @Override
    public List<Stage> stages() {
        return api.getPipeline(request -> request.name(name)).pipeline().stages().stream()
                .map(stage -> new Stage(
                        stage.name(),
                        stage.actions().stream()
                                .sorted(Comparator.comparingInt(CodePipelinePipeline::order))
                                .map(action -> new Action(
                                        action.name(), action.actionTypeId().provider(), order(action)))
                                .toList()))
                .toList();
    }

    private static int order(ActionDeclaration action) {
        return Objects.requireNonNullElse(action.runOrder(), 1);
    }

    @Override
    public List<PipelineRun> runs() {
        return api.listPipelineExecutions(request -> request.pipelineName(name)).pipelineExecutionSummaries().stream()
                .map(run -> run(
                        run.pipelineExecutionId(),
                        run.status(),
                        run.startTime(),
                        run.lastUpdateTime(),
                        run.sourceRevisions().stream().findFirst()))
                .toList();
    }

    private static PipelineRun run(
            String id,
            PipelineExecutionStatus status,
            @Nullable Instant started,
            @Nullable Instant updated,
            Optional<SourceRevision> source) {
        Instant start = Objects.requireNonNullElse(started, Instant.EPOCH);
        return new PipelineRun(
                id,
                statusOf(status),
                start,
                Objects.requireNonNullElse(updated, start),
                source.map(SourceRevision::revisionId).orElse(""),
                source.map(SourceRevision::revisionSummary).orElse(""));
    }

    private static PipelineRun.Status statusOf(PipelineExecutionStatus status) {
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

    @Override
    public PipelineRun run(String id) {
        return runs().stream()
                .filter(run -> run.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("pipeline %s has no execution %s".formatted(name, id)));
    }

    @Override
    public List<ActionRun> actions(String run) {
        return api
                .listActionExecutionsPaginator(
                        request -> request.pipelineName(name).filter(filter -> filter.pipelineExecutionId(run)))
                .actionExecutionDetails()
                .stream()
                .map(CodePipelinePipeline::actionRun)
                .sorted(Comparator.comparing(ActionRun::started))
                .toList();
    }

    private static ActionRun actionRun(ActionExecutionDetail detail) {
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
                result.map(CodePipelinePipeline::message).orElse(""));
    }

    private static @Nullable String message(ActionExecutionResult result) {
        return result.errorDetails() == null
                ? result.externalExecutionSummary()
                : result.errorDetails().message();
    }

    @Override
    public Optional<Approval> pendingApproval() {
        return api.getPipelineState(request -> request.name(name)).stageStates().stream()
                .flatMap(stage -> pendingIn(stage).stream())
                .findFirst();
    }

    private static Optional<Approval> pendingIn(StageState stage) {
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

    @Override
    public void answer(Approval approval, boolean approved, String comment) {
        api.putApprovalResult(request -> request.pipelineName(name)
                .stageName(approval.stage())
                .actionName(approval.action())
                .token(approval.token())
                .result(result -> result.status(approved ? ApprovalStatus.APPROVED : ApprovalStatus.REJECTED)
                        .summary(comment)));
    }

    @Override
    public String start() {
        return api.startPipelineExecution(request -> request.name(name)).pipelineExecutionId();
    }

    @Override
    public List<Hold> holds() {
        return api.getPipelineState(request -> request.name(name)).stageStates().stream()
                .filter(stage -> Boolean.FALSE.equals(inbound(stage).enabled()))
                .map(stage -> new Hold(
                        stage.stageName(),
                        Objects.requireNonNullElse(inbound(stage).disabledReason(), "")))
                .toList();
    }

    private static TransitionState inbound(StageState stage) {
        return Objects.requireNonNullElse(
                stage.inboundTransitionState(),
                TransitionState.builder().enabled(true).build());
    }

    @Override
    public void hold(Hold hold) {
        api.disableStageTransition(request -> request.pipelineName(name)
                .stageName(hold.stage())
                .transitionType(StageTransitionType.INBOUND)
                .reason(hold.reason()));
    }

    @Override
    public void release(String stage) {
        api.enableStageTransition(
                request -> request.pipelineName(name).stageName(stage).transitionType(StageTransitionType.INBOUND));
    }

    @Override
    public void stop(String run, String reason) {
        api.stopPipelineExecution(request -> request.pipelineName(name)
                .pipelineExecutionId(run)
                .reason(reason)
                .abandon(true));
    }
}
