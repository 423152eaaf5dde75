package dev.trainyard.infra.offender;

import java.time.Instant;

/** Breaks a rule on purpose, so that the rule is seen to bite. */
public final class ClockInTheTemplate {
    public Instant deployedAt() {
        return Instant.now();
    }
}
