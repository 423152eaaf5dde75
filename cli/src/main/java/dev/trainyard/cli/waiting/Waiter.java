package dev.trainyard.cli.waiting;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Waits for what is not there yet.
 *
 * @param clock the time
 * @param sleep lets time pass
 */
public record Waiter(InstantSource clock, Sleep sleep) {

    /** Lets time pass. */
    @FunctionalInterface
    public interface Sleep {
        void sleep(Duration duration) throws InterruptedException;
    }

    /** Returns one that really waits. */
    public static Waiter ofThisMachine() {
        return new Waiter(InstantSource.system(), Thread::sleep);
    }

    public Instant now() {
        return clock.instant();
    }

    /**
     * Waits once.
     *
     * @param what is waited for
     * @throws IllegalStateException naming it, if the thread is interrupted
     */
    public void pause(Duration duration, String what) {
        try {
            sleep.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while it waited for " + what, e);
        }
    }
}
