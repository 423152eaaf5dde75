package dev.trainyard.engine.build;

import dev.trainyard.engine.json.Fields;
import dev.trainyard.engine.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the commands of each build can be run with once more, for bench/: kept only where {@code TRAINYARD_RECORD} asks for
 * it, since a build's environment holds its role's session.
 */
record BuildRecords(Optional<Path> directory) {

    static BuildRecords asked(Map<String, String> environment, Path state) {
        boolean asked = !environment.getOrDefault("TRAINYARD_RECORD", "").isBlank();
        return new BuildRecords(asked ? Optional.of(state.resolve("recorded")) : Optional.empty());
    }

    void add(Build build, Map<String, String> environment) {
        directory.ifPresent(to -> {
            Fields record = Fields.of("action", build.request().action())
                    .with("environment", environment)
                    .with("inputs", inputs(build, environment));
            try {
                Files.createDirectories(to);
                Path file = to.resolve(build.request().stream() + ".json");
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.write(file, Json.bytes(record.map()));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot record " + build.id(), e);
            }
        });
    }

    private static List<Fields> inputs(Build build, Map<String, String> environment) {
        return build.request().handover().stream()
                .flatMap(handover -> handover.inputs().entrySet().stream().map(input -> {
                    boolean primary = input.getKey().equals(handover.primarySource());
                    String variable = primary ? "CODEBUILD_SRC_DIR" : "CODEBUILD_SRC_DIR_" + input.getKey();
                    return Fields.of("bucket", input.getValue().bucket())
                            .with("key", input.getValue().key())
                            .with("directory", environment.get(variable));
                }))
                .toList();
    }
}
