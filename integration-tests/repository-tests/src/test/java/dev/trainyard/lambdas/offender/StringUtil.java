package dev.trainyard.lambdas.offender;

/** Breaks a rule on purpose, so that the rule is seen to bite. */
public final class StringUtil {}
