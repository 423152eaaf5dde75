package dev.trainyard.engine.build;

import dev.trainyard.engine.json.Fields;
import dev.trainyard.engine.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;

/** Every command of every build with its time, one JSON line each: what a benchmark runs bare beside the rehearsal. */
final class CommandLog {
    private final Path file;

    CommandLog(Path file) {
        this.file = file;
    }

    synchronized void add(BuildRequest build, String phase, String command, Instant start, Instant end, int status) {
        Fields line = Fields.of("action", build.action())
                .with("build", build.id())
                .with("phase", phase)
                .with("command", command)
                .with("start", start)
                .with("seconds", Duration.between(start, end).toMillis() / 1000.0)
                .with("exit", status)
                .with("directoryKept", false);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, Json.text(line.map()) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }
}
