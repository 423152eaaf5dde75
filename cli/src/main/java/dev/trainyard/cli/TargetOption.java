package dev.trainyard.cli;

import dev.trainyard.cli.aws.AwsTarget;
import dev.trainyard.cli.aws.StandInReady;
import dev.trainyard.cli.aws.StandInTarget;
import dev.trainyard.cli.aws.Target;
import dev.trainyard.cli.pipeline.CodePipelinePipeline;
import dev.trainyard.cli.pipeline.Pipeline;
import dev.trainyard.cli.rehearsal.ConfigOfRun;
import dev.trainyard.cli.rehearsal.DataNote;
import dev.trainyard.cli.rehearsal.Following;
import dev.trainyard.cli.rehearsal.Options;
import dev.trainyard.cli.rehearsal.Prepared;
import dev.trainyard.cli.standin.Workplace;
import dev.trainyard.cli.terminal.Console;
import dev.trainyard.cli.terminal.UsageException;
import dev.trainyard.config.PlatformConfig;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which AWS a command means: said, or the one kept rehearsal; never guessed. */
final class TargetOption {

    @Option(
            names = "--aws",
            description = "AWS, by the usual settings (profile, environment); without it: the kept rehearsal")
    private boolean aws;

    private final Workplace workplace = Workplace.current();

    Target target() {
        if (aws) {
            return new AwsTarget();
        }
        return workplace
                .kept()
                .running()
                .map(StandInTarget::new)
                .orElseThrow(() -> new UsageException("no rehearsal is kept in this clone. "
                        + "Keep one (trainyard rehearse --keep) or say --aws for the real pipeline."));
    }

    /** The kept rehearsal, unless AWS was said. */
    Optional<StandInReady> kept() {
        return aws ? Optional.empty() : workplace.kept().running();
    }

    /** How the kept rehearsal is followed; asked before anything is answered, for its data may be gone. */
    Options following() {
        return Options.kept(workplace.report(), DataNote.read(workplace.kept()));
    }

    /** Shows a run of the kept rehearsal to its end, as {@code rehearse} would; returns the exit code. */
    int follow(Target target, PlatformConfig config, String run, Options options) {
        var prepared = new Prepared(target, config, pipeline(target, config), run);
        return ExitCode.of(new Following(workplace, Console.ofProcess()).follow(prepared, options));
    }

    PlatformConfig config() {
        return ConfigOfRun.load(workplace, workplace.kept());
    }

    Pipeline pipeline(Target target, PlatformConfig config) {
        var place = config.pipeline();
        return new CodePipelinePipeline(
                target.account(place.account(), place.region()).codePipeline(), place.app());
    }
}
