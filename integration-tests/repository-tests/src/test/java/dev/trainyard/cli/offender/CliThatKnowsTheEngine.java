package dev.trainyard.cli.offender;

import dev.trainyard.engine.offender.EngineThatKnowsConfig;

/** Breaks a rule on purpose, so that the rule is seen to bite. */
public final class CliThatKnowsTheEngine {
    EngineThatKnowsConfig engine;
}
