package dev.trainyard.cli.pipeline;

import java.time.Duration;

/** The time between two looks. */
@FunctionalInterface
public interface Pause {

    void briefly();

    /** Returns a pause that really waits. */
    static Pause of(Duration duration) {
        return () -> {
            try {
                Thread.sleep(duration);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        };
    }
}
