package dev.trainyard.cli.rehearsal;

import dev.trainyard.cli.pipeline.Ending;
import dev.trainyard.cli.pipeline.Follower;
import dev.trainyard.cli.pipeline.Pause;
import dev.trainyard.cli.process.Leash;
import dev.trainyard.cli.stage.StageReader;
import dev.trainyard.cli.standin.StateDirectory;
import dev.trainyard.cli.standin.Workplace;
import dev.trainyard.cli.terminal.Console;
import dev.trainyard.cli.terminal.Console.Mark;
import dev.trainyard.config.PlatformConfig;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A rehearsal: step 0, the run, the verdict. */
public final class Rehearsal {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(400);

    private final Workplace workplace;
    private final Console console;
    private final Leash leash;

    public Rehearsal(Workplace workplace, Console console, Leash leash) {
        this.workplace = workplace;
        this.console = console;
        this.leash = leash;
    }

    /** Runs it and returns how it ended. */
    public Ending.Kind run(Options options) {
        StateDirectory state = options.keep() ? workplace.kept() : workplace.freshRun();
        if (!options.keep()) {
            leash.afterwards(state::delete);
        }
        try {
            PlatformConfig config = ConfigOfRun.load(workplace, state);
            Prepared prepared = new Preparation(workplace, state, leash, console).prepare(config, options);
            console.line("Run " + prepared.run() + " of commit "
                    + prepared.revision().commitId());
            Ending ending = follow(prepared, options);
            new Conclusion(console, prepared).say(ending, options);
            return ending.kind();
        } finally {
            leash.close();
        }
    }

    private Ending follow(Prepared prepared, Options options) {
        var watcher = new ConsoleWatcher(
                console,
                InstantSource.system(),
                new StageWorkflows(prepared.target(), prepared.config()),
                dataOwner(prepared));
        var keyboard = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var person = new PersonAtTerminal(console, options.answer(), keyboard, () -> known(prepared));
        return new Follower(prepared.pipeline(), watcher, person, Pause.of(BETWEEN_LOOKS), options.until())
                .follow(prepared.run());
    }

    private DataOwner dataOwner(Prepared prepared) {
        return new DataOwner(
                prepared.target(),
                prepared.config(),
                workplace.root().resolve("sagemaker-code/target/sample/auto-mpg.csv"),
                line -> console.line(Mark.NOTE, line));
    }

    /** What a person may want to know before approving: how the models of the stages so far do. */
    private static List<String> known(Prepared prepared) {
        var reader = new StageReader(prepared.target(), prepared.config());
        return prepared.config().stages().stream()
                .flatMap(stage -> reader.model(stage).stream()
                        .map(model -> "%-8s R² %s out of fold (the gate asks for %s)"
                                .formatted(
                                        stage.stage(),
                                        model.outOfFoldR2().orElse("?"),
                                        stage.gate().minimumR2())))
                .toList();
    }
}
