package dev.trainyard.engine.aws;

import java.net.URI;
import java.nio.file.Path;

/**
 * Where the emulator is and how it is trusted.
 *
 * @param token secret shared with the emulator
 * @param certificate PEM file of the only certificate that the engine's clients accept
 */
public record Emulator(URI endpoint, String token, Path certificate) {}
