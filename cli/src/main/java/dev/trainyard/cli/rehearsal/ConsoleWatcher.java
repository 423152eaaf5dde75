package dev.trainyard.cli.rehearsal;

import dev.trainyard.cli.pipeline.ActionRun;
import dev.trainyard.cli.pipeline.PipelineRun;
import dev.trainyard.cli.pipeline.Watcher;
import dev.trainyard.cli.terminal.Console;
import dev.trainyard.cli.terminal.Console.Mark;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;

/** Shows each action as it starts, runs and ends. */
final class ConsoleWatcher implements Watcher {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Console console;
    private final InstantSource clock;
    private final WorkflowProgress workflow;
    private final DataOwner owner;
    private boolean saidThatItWaits;

    ConsoleWatcher(Console console, InstantSource clock, WorkflowProgress workflow, DataOwner owner) {
        this.console = console;
        this.clock = clock;
        this.workflow = workflow;
        this.owner = owner;
    }

    @Override
    public void started(ActionRun action) {
        if (!console.isTerminal()) {
            console.line(Mark.STARTED, action.name());
        }
    }

    @Override
    public void ended(ActionRun action) {
        String time = "  " + Console.spoken(action.lasted());
        switch (action.status()) {
            case SUCCEEDED -> console.line(Mark.DONE, action.name() + time);
            case ABANDONED -> console.line(Mark.NOTE, action.name() + " abandoned" + time);
            default -> console.line(Mark.FAILED, action.name() + time);
        }
        workflow.over(action).ifPresent(path -> console.line(Mark.NOTE, "  " + path));
        owner.after(action);
    }

    @Override
    public void replaced(PipelineRun before, PipelineRun after) {
        console.line(Mark.NOTE, "the pipeline has changed itself: this run ends here and a new one begins");
    }

    @Override
    public void tick(PipelineRun run, List<ActionRun> actions) {
        Instant now = clock.instant();
        if (actions.isEmpty() && !saidThatItWaits && now.isAfter(run.started().plus(PATIENCE))) {
            saidThatItWaits = true;
            console.line(Mark.NOTE, "waiting: an earlier run is still in the first stages");
        }
        String running = actions.stream()
                .filter(action -> !action.isOver())
                .map(action -> action.name() + workflow.now(action) + "  "
                        + Console.spoken(Duration.between(action.started(), now)))
                .collect(Collectors.joining("   "));
        if (!running.isEmpty()) {
            console.moving(running);
        }
    }
}
