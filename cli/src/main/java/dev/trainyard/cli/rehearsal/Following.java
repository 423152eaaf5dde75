package dev.trainyard.cli.rehearsal;

import dev.trainyard.cli.pipeline.Ending;
import dev.trainyard.cli.pipeline.Follower;
import dev.trainyard.cli.stage.StageReader;
import dev.trainyard.cli.standin.Workplace;
import dev.trainyard.cli.terminal.Console;
import dev.trainyard.cli.terminal.Console.Mark;
import dev.trainyard.cli.waiting.Waiter;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Shows a run of a rehearsal to its end, answers its approvals, plays its data owner, says the verdict. */
public final class Following {

    private final Workplace workplace;
    private final Console console;

    public Following(Workplace workplace, Console console) {
        this.workplace = workplace;
        this.console = console;
    }

    /** Follows it from wherever it is, and returns how it ended. */
    public Outcome follow(Prepared prepared, Options options) {
        var waiter = Waiter.ofThisMachine();
        var watcher = new ConsoleWatcher(
                console,
                waiter.clock(),
                new StageWorkflows(prepared.target(), prepared.config()),
                dataOwner(prepared, options));
        var person = new PersonAtTerminal(console, options.answer(), keyboard(), () -> known(prepared));
        Ending ending =
                new Follower(prepared.pipeline(), watcher, person, waiter, options.until()).follow(prepared.run());
        return new Outcome(ending.kind(), new Conclusion(console, prepared).say(ending, options));
    }

    private static Optional<BufferedReader> keyboard() {
        return Console.isSomebodyThere()
                ? Optional.of(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)))
                : Optional.empty();
    }

    private DataOwner dataOwner(Prepared prepared, Options options) {
        return new DataOwner(
                prepared.target(),
                prepared.config(),
                options.data()
                        .orElseGet(() -> RehearsedData.sample(
                                workplace.root().resolve("sagemaker-code/target/sample/auto-mpg.csv"))),
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
