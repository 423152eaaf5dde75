package dev.trainyard.cli.workflow;

import dev.trainyard.cli.workflow.StateMachine.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** One execution of a state machine, followed to its end: each state is said when it is entered. */
public final class FollowedExecution {

    private final StateMachine machine;
    private final InstantSource clock;
    private final Consumer<Integer> pause;
    private final Consumer<String> say;

    /** @param pause between two looks; told how many there were */
    public FollowedExecution(StateMachine machine, InstantSource clock, Consumer<Integer> pause, Consumer<String> say) {
        this.machine = machine;
        this.clock = clock;
        this.pause = pause;
        this.say = say;
    }

    /** Of a machine on AWS or in a rehearsal, at a pace that suits a run of seconds as one of hours. */
    public static FollowedExecution of(StateMachine machine, Consumer<String> say) {
        return new FollowedExecution(machine, InstantSource.system(), Patience::pause, say);
    }

    /**
     * @param arn of the execution
     * @param output JSON of its last state
     */
    public record Ended(String arn, String output) {}

    /**
     * Starts it and returns how it ended.
     *
     * @throws IllegalStateException saying which state failed and why
     */
    public Ended run(String name, String input) {
        Instant began = clock.instant();
        String execution = machine.start(name, input);
        say.accept("workflow " + execution);
        int said = 0;
        for (int looks = 0; ; looks++) {
            Progress progress = machine.progress(execution);
            List<String> states = progress.states();
            for (String state : states.subList(said, states.size())) {
                say.accept("  %s  %s".formatted(clockTime(began), state));
            }
            said = states.size();
            if (!progress.isRunning()) {
                return ended(execution, progress);
            }
            pause.accept(looks);
        }
    }

    private String clockTime(Instant began) {
        Duration since = Duration.between(began, clock.instant());
        return "%02d:%02d".formatted(since.toMinutes(), since.toSecondsPart());
    }

    private Ended ended(String execution, Progress progress) {
        if (progress.hasSucceeded()) {
            return new Ended(execution, progress.output());
        }
        throw new IllegalStateException(
                "the workflow ended %s\n%s".formatted(progress.status(), String.join("\n", machine.causes(execution))));
    }
}
