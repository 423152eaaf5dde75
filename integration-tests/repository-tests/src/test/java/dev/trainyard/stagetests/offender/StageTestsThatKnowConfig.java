package dev.trainyard.stagetests.offender;

import dev.trainyard.config.StageConfig;

/** Breaks a rule on purpose, so that the rule is seen to bite. */
public final class StageTestsThatKnowConfig {
    StageConfig config;
}
