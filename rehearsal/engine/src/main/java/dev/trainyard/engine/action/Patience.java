package dev.trainyard.engine.action;

import dev.trainyard.engine.pipeline.ActionFailure;
import dev.trainyard.engine.waiting.Waiter;
import dev.trainyard.engine.waiting.Waiter.Wait;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** What an action waits for, within the action's time. */
final class Patience {
    private static final Duration PAUSE = Duration.ofMillis(150);

    private final Duration limit;
    private final Waiter waiter;

    Patience(Duration limit, Waiter waiter) {
        this.limit = limit;
        this.waiter = waiter;
    }

    /** @param waiting what is waited for, for the message */
    <T> T until(String waiting, Supplier<Optional<T>> question) throws InterruptedException {
        var wait = new Wait(waiting, PAUSE, limit);
        try {
            return waiter.until(wait, question);
        } catch (TimeoutException e) {
            throw new ActionFailure("JobTimedOut", wait.tookTooLong());
        }
    }
}
