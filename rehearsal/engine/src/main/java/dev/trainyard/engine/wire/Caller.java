package dev.trainyard.engine.wire;

/**
 * Who calls, as verified by the emulator.
 *
 * @param principal ARN of the caller
 */
public record Caller(String account, String region, String principal) {}
