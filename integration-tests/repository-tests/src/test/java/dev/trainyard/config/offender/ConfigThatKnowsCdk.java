package dev.trainyard.config.offender;

import software.amazon.awscdk.Stack;

/** Breaks a rule on purpose, so that the rule is seen to bite. */
public final class ConfigThatKnowsCdk {
    Stack stack;
}
