package dev.trainyard.infra.offender;

import java.util.UUID;

/** Breaks a rule on purpose, so that the rule is seen to bite. */
public final class RandomNameInTheTemplate {
    public String name() {
        return UUID.randomUUID().toString();
    }
}
