package dev.trainyard.endpointtests.offender;

import dev.trainyard.config.StageConfig;

/** Breaks a rule on purpose, so that the rule is seen to bite. */
public final class EndpointTestsThatKnowConfig {
    StageConfig config;
}
