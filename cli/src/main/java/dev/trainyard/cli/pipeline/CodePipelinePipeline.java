package dev.trainyard.cli.pipeline;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ApprovalStatus;
import software.amazon.awssdk.services.codepipeline.model.StageTransitionType;

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
                .map(CodePipelineAnswers::stage)
                .toList();
    }

    @Override
    public List<PipelineRun> runs() {
        return api.listPipelineExecutions(request -> request.pipelineName(name)).pipelineExecutionSummaries().stream()
                .map(CodePipelineAnswers::run)
                .toList();
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
                .map(CodePipelineAnswers::actionRun)
                .sorted(Comparator.comparing(ActionRun::started))
                .toList();
    }

    @Override
    public Optional<Approval> pendingApproval() {
        return api.getPipelineState(request -> request.name(name)).stageStates().stream()
                .flatMap(stage -> CodePipelineAnswers.pendingApproval(stage).stream())
                .findFirst();
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
                .flatMap(stage -> CodePipelineAnswers.hold(stage).stream())
                .toList();
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
