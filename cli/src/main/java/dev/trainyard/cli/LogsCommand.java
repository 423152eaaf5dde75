package dev.trainyard.cli;

import dev.trainyard.cli.aws.Clients;
import dev.trainyard.cli.aws.Target;
import dev.trainyard.cli.logs.BuildLog;
import dev.trainyard.cli.pipeline.ActionRun;
import dev.trainyard.cli.pipeline.Pipeline;
import dev.trainyard.cli.pipeline.PipelineRun;
import dev.trainyard.cli.terminal.UsageException;
import dev.trainyard.config.PlatformConfig;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code trainyard logs}. */
@Command(name = "logs", description = "Prints the log of an action's latest run.", mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {

    @Mixin
    private TargetOption targets = new TargetOption();

    @Parameters(paramLabel = "STAGE/ACTION", description = "as status and rehearse name it: dev/Release")
    private String name = "";

    @Override
    public Integer call() {
        Target target = targets.target();
        PlatformConfig config = targets.config();
        ActionRun action = find(targets.pipeline(target, config));
        Clients tools =
                target.account(config.pipeline().account(), config.pipeline().region());
        if (!action.provider().equals("CodeBuild") || action.external().isEmpty()) {
            System.out.printf("%s is a %s action and has no log. %s%n", name, action.provider(), action.message());
            return ExitCode.GREEN;
        }
        BuildLog.of(tools, action.external()).forEach(System.out::println);
        return ExitCode.GREEN;
    }

    private ActionRun find(Pipeline pipeline) {
        List<ActionRun> actions = pipeline.runs().stream()
                .sorted(Comparator.comparing(PipelineRun::started).reversed())
                .flatMap(run -> pipeline.actions(run.id()).stream())
                .toList();
        return actions.stream()
                .filter(action -> action.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("no run of an action '%s'; there are: %s"
                        .formatted(
                                name,
                                actions.stream().map(ActionRun::name).distinct().toList())));
    }
}
