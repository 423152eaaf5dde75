package dev.trainyard.engine.pipeline;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The transitions into a pipeline's stages: which of them somebody has disabled, and who waits there. */
final class Transitions {
    /** How often one that waits looks whether it was ended meanwhile. */
    private static final long LOOK_MILLIS = 100;

    private final Map<String, Disabled> disabled = new HashMap<>();
    private final Map<String, Execution> waiting = new HashMap<>();

    /** A transition that nothing passes. */
    record Disabled(String reason, String by, Instant at) {}

    synchronized void disable(String stage, Disabled how) {
        disabled.put(stage, how);
    }

    synchronized void enable(String stage) {
        disabled.remove(stage);
        notifyAll();
    }

    synchronized Optional<Disabled> into(String stage) {
        return Optional.ofNullable(disabled.get(stage));
    }

    synchronized Optional<Execution> waitingFor(String stage) {
        return Optional.ofNullable(waiting.get(stage));
    }

    /** Waits until the stage may be entered, or the execution is to end. */
    synchronized void await(String stage, Execution execution) throws InterruptedException {
        try {
            while (disabled.containsKey(stage) && !execution.isEnding()) {
                waiting.put(stage, execution);
                wait(LOOK_MILLIS);
            }
        } finally {
            waiting.remove(stage, execution);
        }
    }
}
