package dev.trainyard.engine;

import dev.trainyard.engine.aws.Emulator;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the supervisor tells the engine, by its environment.
 *
 * @param state directory of the stand-in
 * @param home of the user
 * @param environment all of it
 */
record EngineSettings(Emulator emulator, String region, Path state, Path home, Map<String, String> environment) {
    static EngineSettings of(Map<String, String> environment, Path home) {
        return new EngineSettings(
                new Emulator(
                        URI.create(required(environment, "TRAINYARD_ENDPOINT")),
                        required(environment, "TRAINYARD_TOKEN"),
                        Path.of(required(environment, "TRAINYARD_CA_CERTIFICATE"))),
                required(environment, "TRAINYARD_REGION"),
                Path.of(required(environment, "TRAINYARD_STATE")),
                home,
                environment);
    }

    Path path(String name) {
        return Path.of(required(environment, name));
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The engine needs " + name
                    + " in its environment: it is started by rehearsal/emulator/bin/emulator");
        }
        return value;
    }
}
