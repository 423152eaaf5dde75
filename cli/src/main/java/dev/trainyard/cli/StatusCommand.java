package dev.trainyard.cli;

import dev.trainyard.cli.aws.Target;
import dev.trainyard.cli.pipeline.ActionRun;
import dev.trainyard.cli.pipeline.Pipeline;
import dev.trainyard.cli.pipeline.PipelineRun;
import dev.trainyard.cli.terminal.Console;
import dev.trainyard.config.PlatformConfig;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trainyard status}. */
@Command(name = "status", description = "Shows where the pipeline's latest run is.", mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private TargetOption targets = new TargetOption();

    @Option(names = "--follow", description = "stay, and show the run to its end as rehearse does (kept rehearsals)")
    private boolean follow;

    @Override
    public Integer call() {
        Target target = targets.target();
        PlatformConfig config = targets.config();
        Pipeline pipeline = targets.pipeline(target, config);
        Optional<PipelineRun> latest = pipeline.runs().stream().max(Comparator.comparing(PipelineRun::started));
        System.out.println("pipeline " + config.pipeline().app() + " on " + target.name());
        if (latest.isEmpty()) {
            System.out.println("  has not run yet");
            return ExitCode.GREEN;
        }
        if (follow && targets.kept().isPresent()) {
            return targets.follow(target, config, latest.get().id(), targets.following());
        }
        show(pipeline, latest.get());
        targets.kept()
                .ifPresent(
                        kept -> ShellSettings.of(kept, config, System.getenv()).forEach(System.out::println));
        return exitCode(latest.get(), pipeline.pendingApproval());
    }

    private static void show(Pipeline pipeline, PipelineRun run) {
        System.out.printf("  run %s of %s: %s%n", run.id(), run.commit(), word(run.status()));
        List<ActionRun> actions = pipeline.actions(run.id());
        Map<String, String> holds =
                pipeline.holds().stream().collect(Collectors.toMap(Pipeline.Hold::stage, Pipeline.Hold::reason));
        for (Pipeline.Stage stage : pipeline.stages()) {
            System.out.println("  " + stage.name()
                    + (holds.containsKey(stage.name()) ? "  (no run may enter: " + holds.get(stage.name()) + ")" : ""));
            for (Pipeline.Action action : stage.actions()) {
                System.out.printf("    %-24s %s%n", action.name(), stateOf(actions, stage, action));
            }
        }
    }

    private static String stateOf(List<ActionRun> actions, Pipeline.Stage stage, Pipeline.Action action) {
        return actions.stream()
                .filter(run -> run.stage().equals(stage.name()) && run.action().equals(action.name()))
                .reduce((first, second) -> second)
                .map(run -> word(run.status()) + "  " + Console.spoken(run.lasted())
                        + (run.message().isEmpty() ? "" : "  " + run.message()))
                .orElse("-");
    }

    private static String word(Enum<?> status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static int exitCode(PipelineRun run, Optional<Pipeline.Approval> pending) {
        if (pending.isPresent()) {
            System.out.printf(
                    "  approval pending: %s/%s (trainyard approve | reject)%n",
                    pending.get().stage(), pending.get().action());
            return ExitCode.PENDING;
        }
        return run.status() == PipelineRun.Status.FAILED ? ExitCode.RED : ExitCode.GREEN;
    }
}
