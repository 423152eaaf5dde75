package dev.trainyard.engine.waiting;

import java.time.Duration;

/** Does something to work that takes too long; closed, it does not. */
public final class TimeLimit implements AutoCloseable {
    private final Thread timer;

    private TimeLimit(Thread timer) {
        this.timer = timer;
    }

    public static TimeLimit of(Duration limit, Runnable after) {
        return new TimeLimit(Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(limit);
                after.run();
            } catch (InterruptedException e) {
                // the work ended in time
            }
        }));
    }

    @Override
    public void close() {
        timer.interrupt();
    }
}
