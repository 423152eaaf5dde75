package dev.trainyard.engine.build;

import java.net.URI;
import java.nio.file.Path;

/**
 * Where builds run and what they trust.
 *
 * @param state directory of the stand-in
 * @param endpoint that every AWS client of a build is sent to
 * @param caBundle the host's roots and the emulator's certificate
 * @param trustStore the same for Java
 * @param emulatorCommand starts a fresh emulator, for what needs Docker on AWS
 */
public record BuildSettings(Path state, URI endpoint, Path caBundle, Path trustStore, Path emulatorCommand) {}
