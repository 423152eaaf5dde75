package dev.trainyard.engine.waiting;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Asks again and again until there is an answer.
 *
 * @param nanoTime as {@link System#nanoTime}
 * @param sleep lets time pass
 */
public record Waiter(LongSupplier nanoTime, Sleep sleep) {

    /** Lets time pass. */
    @FunctionalInterface
    public interface Sleep {
        void sleep(Duration duration) throws InterruptedException;
    }

    /**
     * One wait.
     *
     * @param what is waited for, for the message
     * @param pause between two questions
     * @param limit of all of it
     */
    public record Wait(String what, Duration pause, Duration limit) {

        /** What to say when the limit is over. */
        public String tookTooLong() {
            return what + " took longer than " + limit.toMinutes() + " minutes";
        }
    }

    /** Returns one that really waits. */
    public static Waiter ofThisMachine() {
        return new Waiter(System::nanoTime, Thread::sleep);
    }

    /**
     * Returns the answer as soon as there is one.
     *
     * @throws TimeoutException saying what took how long
     */
    public <T> T until(Wait wait, Supplier<Optional<T>> question) throws InterruptedException, TimeoutException {
        long began = nanoTime.getAsLong();
        Optional<T> answer = question.get();
        while (answer.isEmpty()) {
            if (nanoTime.getAsLong() - began > wait.limit().toNanos()) {
                throw new TimeoutException(wait.tookTooLong());
            }
            sleep.sleep(wait.pause());
            answer = question.get();
        }
        return answer.get();
    }
}
