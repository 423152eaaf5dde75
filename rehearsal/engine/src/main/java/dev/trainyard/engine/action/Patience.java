package dev.trainyard.engine.action;

import dev.trainyard.engine.pipeline.ActionFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks again and again until there is an answer or the action's time is over. */
final class Patience {
    private static final Duration PAUSE = Duration.ofMillis(150);

    private final Duration limit;

    Patience(Duration limit) {
        this.limit = limit;
    }

    /** @param waiting what is waited for, for the message */
    <T> T until(String waiting, Supplier<Optional<T>> question) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        Optional<T> answer = question.get();
        while (answer.isEmpty()) {
            if (System.nanoTime() > end) {
                throw new ActionFailure("JobTimedOut", waiting + " took longer than " + limit.toMinutes() + " minutes");
            }
            Thread.sleep(PAUSE);
            answer = question.get();
        }
        return answer.get();
    }
}
