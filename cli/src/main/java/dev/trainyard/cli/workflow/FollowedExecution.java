package dev.trainyard.cli.workflow;

import dev.trainyard.cli.waiting.Waiter;
import dev.trainyard.cli.workflow.StateMachine.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** One execution of a state machine, followed to its end: each state is said when it is entered. */
public final class FollowedExecution {

    private static final Duration SHORTEST = Duration.ofMillis(300);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final StateMachine machine;
    private final Waiter waiter;
    private final Consumer<String> say;

    public FollowedExecution(StateMachine machine, Waiter waiter, Consumer<String> say) {
        this.machine = machine;
        this.waiter = waiter;
        this.say = say;
    }

    /**
     * @param arn of the execution
     * @param output JSON of its last state
     */
    public record Ended(String arn, String output) {}

    /** It did not succeed. */
    public static final class FailedException extends IllegalStateException {

        private static final long serialVersionUID = 1L;
        private final transient List<String> causes;

        FailedException(String status, List<String> causes) {
            super("the workflow ended %s\n%s".formatted(status, String.join("\n", causes)));
            this.causes = List.copyOf(causes);
        }

        /** Which state failed and why, the most telling first. */
        public List<String> causes() {
            return causes;
        }
    }

    /**
     * Starts it and returns how it ended.
     *
     * @throws FailedException saying which state failed and why
     */
    public Ended run(String name, String input) {
        Instant began = waiter.now();
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
            waiter.pause(pace(looks), "the end of " + execution);
        }
    }

    /** Quick at first, for a workflow of seconds; patient with one of hours. */
    private static Duration pace(int looks) {
        Duration grown = SHORTEST.plus(SHORTEST.multipliedBy(looks).dividedBy(10));
        return grown.compareTo(LONGEST) < 0 ? grown : LONGEST;
    }

    private String clockTime(Instant began) {
        Duration since = Duration.between(began, waiter.now());
        return "%02d:%02d".formatted(since.toMinutes(), since.toSecondsPart());
    }

    private Ended ended(String execution, Progress progress) {
        if (progress.hasSucceeded()) {
            return new Ended(execution, progress.output());
        }
        throw new FailedException(progress.status(), machine.causes(execution));
    }
}
