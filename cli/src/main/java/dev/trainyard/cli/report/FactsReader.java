package dev.trainyard.cli.report;

import dev.trainyard.cli.aws.Clients;
import dev.trainyard.cli.aws.Target;
import dev.trainyard.cli.failure.Explainer;
import dev.trainyard.cli.failure.Explanation;
import dev.trainyard.cli.ledger.Ledger;
import dev.trainyard.cli.ledger.LedgerReader;
import dev.trainyard.cli.logs.BuildLog;
import dev.trainyard.cli.pipeline.ActionRun;
import dev.trainyard.cli.pipeline.Pipeline;
import dev.trainyard.cli.pipeline.PipelineRun;
import dev.trainyard.cli.stage.StageFacts;
import dev.trainyard.cli.stage.StageReader;
import dev.trainyard.config.PlatformConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/** Gathers what a report tells, by AWS APIs alone. */
public final class FactsReader {

    private final Target target;
    private final PlatformConfig config;
    private final Pipeline pipeline;

    public FactsReader(Target target, PlatformConfig config, Pipeline pipeline) {
        this.target = target;
        this.config = config;
        this.pipeline = pipeline;
    }

    /** Gathers the facts of one execution. */
    public RunFacts read(String execution, Optional<String> prediction) {
        PipelineRun run = pipeline.run(execution);
        List<ActionRun> actions = pipeline.actions(execution);
        List<Pipeline.Stage> stages = pipeline.stages();
        return new RunFacts(
                config.pipeline().app(),
                target.name(),
                run,
                stages,
                actions,
                deployed(run),
                ledger(execution, stages, actions),
                failure(run, actions),
                pipeline.pendingApproval().map(approval -> approval.stage() + "/" + approval.action()),
                prediction,
                LedgerReader.permissions(tools(), config.pipeline().account()),
                LedgerReader.reach(tools(), config.pipeline().account()),
                logs(actions));
    }

    private Optional<Explanation> failure(PipelineRun run, List<ActionRun> actions) {
        var explainer = new Explainer(target, config, run.started());
        return actions.stream()
                .filter(action -> action.status() == ActionRun.Status.FAILED)
                .findFirst()
                .map(explainer::of)
                .or(() -> explainer.undelivered(run.started()));
    }

    private Clients tools() {
        return target.account(config.pipeline().account(), config.pipeline().region());
    }

    private List<StageFacts> deployed(PipelineRun run) {
        var reader = new StageReader(target, config);
        return config.stages().stream()
                .map(stage -> reader.read(stage, run.started()))
                .filter(stage -> !stage.resources().isEmpty())
                .toList();
    }

    private Optional<Ledger> ledger(String execution, List<Pipeline.Stage> stages, List<ActionRun> actions) {
        return LedgerReader.read(tools(), config.pipeline().account())
                .map(ledger -> ledger.ofRun(execution).with(notReached(execution, stages, actions)));
    }

    /** Actions that the pipeline declares and this run did not come to. */
    private List<Ledger.Entry> notReached(String execution, List<Pipeline.Stage> stages, List<ActionRun> actions) {
        return stages.stream()
                .flatMap(stage -> stage.actions().stream()
                        .filter(action -> actions.stream()
                                .noneMatch(run -> run.name().equals(stage.name() + "/" + action.name())))
                        .map(action -> new Ledger.Entry(
                                config.pipeline().account(),
                                config.pipeline().region(),
                                "action",
                                execution,
                                stage.name() + "/" + action.name(),
                                action.provider(),
                                Ledger.State.UNTOUCHED,
                                "not reached")))
                .toList();
    }

    private Map<String, List<String>> logs(List<ActionRun> actions) {
        Map<String, List<String>> logs = new LinkedHashMap<>();
        actions.stream()
                .filter(action -> action.provider().equals("CodeBuild")
                        && !action.external().isEmpty())
                .forEach(action -> logs.put(action.name(), log(action)));
        return logs;
    }

    private List<String> log(ActionRun action) {
        try {
            return BuildLog.of(tools(), action.external());
        } catch (SdkException e) {
            return List.of("(the log cannot be read: " + e.getMessage() + ")");
        }
    }
}
