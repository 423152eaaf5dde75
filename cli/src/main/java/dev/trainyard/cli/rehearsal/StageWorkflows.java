package dev.trainyard.cli.rehearsal;

import dev.trainyard.cli.aws.Target;
import dev.trainyard.cli.pipeline.ActionRun;
import dev.trainyard.cli.terminal.Console;
import dev.trainyard.cli.workflow.Visit;
import dev.trainyard.cli.workflow.Workflow;
import dev.trainyard.cli.workflow.Workflow.Execution;
import dev.trainyard.config.PlatformConfig;
import dev.trainyard.config.StageConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;

/** Reads the workflows of the stages while their Release steps run. */
final class StageWorkflows implements WorkflowProgress {

    private final Target target;
    private final PlatformConfig config;
    private final Map<String, Workflow> workflows = new HashMap<>();

    StageWorkflows(Target target, PlatformConfig config) {
        this.target = target;
        this.config = config;
    }

    @Override
    public String now(ActionRun action) {
        return latest(action)
                .filter(execution -> !execution.path().isEmpty())
                .map(execution -> " (" + execution.path().getLast().state() + ")")
                .orElse("");
    }

    @Override
    public Optional<String> over(ActionRun action) {
        Optional<Execution> latest = latest(action);
        if (latest.isEmpty() && isRelease(action) && action.status() == ActionRun.Status.SUCCEEDED) {
            return Optional.of("nothing new: the model that answers is the one that a run would bring");
        }
        return latest.map(execution -> "workflow "
                + execution.path().stream().map(StageWorkflows::shown).collect(Collectors.joining(" → ")));
    }

    private static String shown(Visit visit) {
        return visit.state()
                + visit.lasted()
                        .filter(time -> time.toMillis() >= 100)
                        .map(time -> " " + Console.spoken(time))
                        .orElse("");
    }

    private static boolean isRelease(ActionRun action) {
        return action.action().equals("Release");
    }

    private Optional<Execution> latest(ActionRun action) {
        if (!isRelease(action)) {
            return Optional.empty();
        }
        try {
            return config.stages().stream()
                    .filter(stage -> stage.stage().equals(action.stage()))
                    .findFirst()
                    .flatMap(this::workflow)
                    .flatMap(workflow -> workflow.latest(action.started()));
        } catch (SdkException e) {
            return Optional.empty();
        }
    }

    private Optional<Workflow> workflow(StageConfig stage) {
        if (!workflows.containsKey(stage.stage())) {
            Workflow.of(target.account(stage.account(), stage.region()), config.names(stage))
                    .ifPresent(found -> workflows.put(stage.stage(), found));
        }
        return Optional.ofNullable(workflows.get(stage.stage()));
    }
}
