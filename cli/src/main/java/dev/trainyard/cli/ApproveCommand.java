package dev.trainyard.cli;

import dev.trainyard.cli.aws.Target;
import dev.trainyard.cli.pipeline.Pipeline;
import dev.trainyard.cli.rehearsal.Options;
import dev.trainyard.config.PlatformConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trainyard approve}. */
@Command(
        name = "approve",
        description = "Approves what waits for approval; the pipeline goes on and is followed.",
        mixinStandardHelpOptions = true)
final class ApproveCommand implements Callable<Integer> {

    @Mixin
    private TargetOption targets = new TargetOption();

    @Option(names = "--comment", description = "why; kept with the answer", defaultValue = "trainyard approve")
    private String comment = "";

    @Option(
            names = "--no-follow",
            description =
                    "only answer; without it a kept rehearsal's run is shown to its end (nobody else brings data)")
    private boolean noFollow;

    @Override
    public Integer call() {
        Target target = targets.target();
        PlatformConfig config = targets.config();
        if (noFollow || targets.kept().isEmpty()) {
            answer(target, config);
            return ExitCode.GREEN;
        }
        Options options = targets.following();
        return targets.follow(target, config, answer(target, config).run(), options);
    }

    private Pipeline.Approval answer(Target target, PlatformConfig config) {
        return AnswerApproval.with(targets.pipeline(target, config), true, comment);
    }
}
