package dev.trainyard.cli.workflow;

import java.time.Duration;

/** How long to wait between two looks: quick at first, for a workflow of seconds; patient with one of hours. */
public final class Patience {

    public static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration SHORTEST = Duration.ofMillis(300);

    private Patience() {}

    static void pause(int looks) {
        Duration grown = SHORTEST.plus(SHORTEST.multipliedBy(looks).dividedBy(10));
        sleep(grown.compareTo(LONGEST) < 0 ? grown : LONGEST);
    }

    /** Waits; an interruption ends the command. */
    public static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
