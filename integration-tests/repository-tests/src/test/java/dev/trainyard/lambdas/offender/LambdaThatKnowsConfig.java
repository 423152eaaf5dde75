package dev.trainyard.lambdas.offender;

import dev.trainyard.config.StageConfig;

/** Breaks a rule on purpose, so that the rule is seen to bite. */
public final class LambdaThatKnowsConfig {
    StageConfig config;
}
