package dev.trainyard.endpointtests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * A fresh emulator of this JVM's own. It ends with the JVM: its supervisor watches the pipe that this side holds, so
 * nothing is left even after {@code kill -9}.
 */
final class EmbeddedEmulator {
    private EmbeddedEmulator() {}

    static AwsEndpoint start() {
        try {
            var state = Files.createTempDirectory("trainyard-emulator-");
            var process = new ProcessBuilder(command(), "--state", state.toString())
                    .redirectError(state.resolve("start.log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, state)));
            var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            var line = reader.readLine();
            if (line == null) {
                throw new IllegalStateException(
                        "the emulator did not start: " + Files.readString(state.resolve("start.log")));
            }
            return read(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AwsEndpoint read(String line) {
        var ready = JsonMapper.shared().readTree(line);
        return new AwsEndpoint(
                AwsEndpoint.Kind.EMULATOR,
                URI.create(ready.required("endpoint").asString()),
                ready.required("region").asString(),
                Optional.of(Path.of(ready.required("caCertificate").asString())));
    }

    /** Maven names the repository, the engine of a rehearsal names the command. */
    private static String command() {
        var named = System.getenv("TRAINYARD_EMULATOR");
        if (named != null) {
            return named;
        }
        var root = System.getProperty("trainyard.root");
        if (root == null) {
            throw new IllegalStateException("no emulator: set TRAINYARD_EMULATOR to rehearsal/emulator/bin/emulator,"
                    + " or -Dtrainyard.endpoint=URL to use another endpoint");
        }
        return Path.of(root, "rehearsal", "emulator", "bin", "emulator").toString();
    }

    private static void end(Process process, Path state) {
        try {
            process.getOutputStream().close();
            process.waitFor();
            deleteTree(state);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
