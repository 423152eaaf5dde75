package dev.trainyard.cli.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A state that an execution entered.
 *
 * @param state its name
 * @param entered when
 * @param left when, or empty while it is in it or where it failed there
 */
public record Visit(String state, Instant entered, Optional<Instant> left) {

    /** How long it took, once it is left. */
    public Optional<Duration> lasted() {
        return left.map(end -> Duration.between(entered, end));
    }
}
