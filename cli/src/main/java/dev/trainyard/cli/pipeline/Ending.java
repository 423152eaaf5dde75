package dev.trainyard.cli.pipeline;

import java.util.List;
import java.util.Optional;

/**
 * How following an execution ended.
 *
 * @param kind in one word
 * @param run the last execution that was followed
 * @param actions all that it started
 */
public record Ending(Kind kind, PipelineRun run, List<ActionRun> actions) {

    public Ending {
        actions = List.copyOf(actions);
    }

    /** How it ended. */
    public enum Kind {
        SUCCEEDED,
        FAILED,
        /** At the stage that {@code --until} names. */
        STOPPED,
        /** An approval waits and nobody here can answer. */
        PENDING
    }

    /** Returns the action that made it fail. */
    public Optional<ActionRun> failed() {
        return actions.stream()
                .filter(action -> action.status() == ActionRun.Status.FAILED)
                .findFirst();
    }
}
