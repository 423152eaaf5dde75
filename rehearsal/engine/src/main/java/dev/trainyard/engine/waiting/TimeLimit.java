package dev.trainyard.engine.waiting;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Does something to work that takes too long; closed, it does not. */
public final class TimeLimit implements AutoCloseable {
    private final CompletableFuture<Void> timer;

    private TimeLimit(CompletableFuture<Void> timer) {
        this.timer = timer;
    }

    public static TimeLimit of(Duration limit, Runnable after) {
        var later = CompletableFuture.delayedExecutor(limit.toNanos(), NANOSECONDS, Thread.ofVirtual()::start);
        return new TimeLimit(CompletableFuture.runAsync(after, later));
    }

    @Override
    public void close() {
        timer.cancel(false);
    }
}
