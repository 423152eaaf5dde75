package dev.trainyard.cli.rehearsal;

import dev.trainyard.cli.process.Leash;
import dev.trainyard.cli.standin.KeptLock;
import dev.trainyard.cli.standin.StateDirectory;
import dev.trainyard.cli.standin.Workplace;
import dev.trainyard.cli.terminal.Console;
import dev.trainyard.cli.terminal.UsageException;
import dev.trainyard.config.PlatformConfig;
import dev.trainyard.config.StageConfig;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A rehearsal: step 0, the run, the verdict. */
public final class Rehearsal {

    private final Workplace workplace;
    private final Console console;
    private final Leash leash;

    public Rehearsal(Workplace workplace, Console console, Leash leash) {
        this.workplace = workplace;
        this.console = console;
        this.leash = leash;
    }

    /** Runs it and returns how it ended. */
    public Outcome run(Options options) {
        if (!options.keep()) {
            StateDirectory state = workplace.freshRun();
            leash.afterwards(state::delete);
            return run(state, options);
        }
        KeptLock alone = KeptLock.take(workplace);
        try {
            return run(workplace.kept(), options);
        } finally {
            alone.close();
        }
    }

    private Outcome run(StateDirectory state, Options options) {
        try {
            PlatformConfig config = ConfigOfRun.load(workplace, state);
            check(options.until(), config);
            DataNote.write(state, options.data());
            Prepared prepared = new Preparation(workplace, state, leash, console).prepare(config, options);
            return new Following(workplace, console).follow(prepared, options);
        } catch (SdkClientException e) {
            throw new IllegalStateException(
                    "the stand-in for AWS does not answer any more: " + e.getMessage()
                            + state.lastWords().map(words -> "\n" + words).orElse(""),
                    e);
        } finally {
            leash.close();
        }
    }

    /** A stage that is new in the configuration is in the pipeline only after UpdatePipeline: both count. */
    private static void check(Optional<String> until, PlatformConfig config) {
        List<String> stages = Stream.concat(
                        Stream.of("Source", "Build", "UpdatePipeline", "Assets"),
                        config.stages().stream().map(StageConfig::stage))
                .toList();
        until.filter(stage -> !stages.contains(stage)).ifPresent(stage -> {
            throw new UsageException(
                    "--until %s: no such stage; there are %s".formatted(stage, String.join(", ", stages)));
        });
    }
}
