package dev.trainyard.engine.offender;

import dev.trainyard.config.StageConfig;

/** Breaks a rule on purpose, so that the rule is seen to bite. */
public final class EngineThatKnowsConfig {
    StageConfig config;
}
