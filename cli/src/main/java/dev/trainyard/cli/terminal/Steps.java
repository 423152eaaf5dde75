package dev.trainyard.cli.terminal;

import dev.trainyard.cli.terminal.Console.Mark;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Work of step 0, each piece said when it is done, with its time. */
public final class Steps {

    private static final long FRAME_MILLIS = 120;

    private final Console console;

    public Steps(Console console) {
        this.console = console;
    }

    /** Does one piece of work. */
    public <T> T step(String what, Callable<T> work) {
        long start = System.nanoTime();
        var over = new CountDownLatch(1);
        Thread spinner = Thread.ofVirtual().start(() -> spin(what, start, over));
        try {
            T result = work.call();
            finish(over, spinner);
            console.line(Mark.DONE, what + "  " + Console.spoken(since(start)));
            return result;
        } catch (RuntimeException e) {
            finish(over, spinner);
            console.line(Mark.FAILED, what + "  " + Console.spoken(since(start)));
            throw e;
        } catch (Exception e) {
            finish(over, spinner);
            console.line(Mark.FAILED, what + "  " + Console.spoken(since(start)));
            throw new IllegalStateException(what + ": " + e.getMessage(), e);
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void finish(CountDownLatch over, Thread spinner) {
        over.countDown();
        try {
            spinner.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void spin(String what, long start, CountDownLatch over) {
        try {
            while (!over.await(FRAME_MILLIS, TimeUnit.MILLISECONDS)) {
                console.moving(what + "  " + Console.spoken(since(start)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        console.still();
    }
}
