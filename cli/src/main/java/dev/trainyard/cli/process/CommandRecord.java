package dev.trainyard.cli.process;

import dev.trainyard.cli.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The commands of step 0 beside their logs, with all that it takes to run them once more, for bench/. Kept only where
 * {@code TRAINYARD_RECORD} asks for it: an environment may hold what is nobody else's.
 */
record CommandRecord(boolean asked) {

    static CommandRecord asked(Map<String, String> environment) {
        return new CommandRecord(
                !environment.getOrDefault("TRAINYARD_RECORD", "").isBlank());
    }

    void add(Invocation invocation, Instant start, Instant end) {
        if (!asked) {
            return;
        }
        var record = Json.object()
                .put("what", invocation.what())
                .put("start", start.toEpochMilli() / 1000.0)
                .put("seconds", Duration.between(start, end).toMillis() / 1000.0)
                .put("directory", invocation.directory().toString());
        record.set("command", Json.tree(Json.write(invocation.command())));
        record.set("environment", Json.tree(Json.write(invocation.environment())));
        append(invocation.log().resolveSibling("step-0.jsonl"), Json.write(record) + "\n");
    }

    private static synchronized void append(Path file, String line) {
        try {
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(file, line, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }
}
