package dev.trainyard.cli.standin;

import dev.trainyard.cli.aws.StandInReady;
import dev.trainyard.cli.json.Json;
import dev.trainyard.cli.source.SavedArtifacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where one stand-in keeps everything: its ready file, logs, source, the synthesized assembly.
 *
 * @param path under {@code .trainyard/}
 */
public record StateDirectory(Path path) {

    public Path readyFile() {
        return path.resolve("ready.json");
    }

    public Path log(String name) {
        return path.resolve("logs").resolve(name + ".log");
    }

    public Path source() {
        return path.resolve("source");
    }

    public Path assembly() {
        return path.resolve("assembly");
    }

    /** A home directory for tools that write to theirs. */
    public Path home() {
        return path.resolve("home");
    }

    /** The last configuration that loaded, so that a later mistake in it is the Build's to find. */
    public Path lastConfig() {
        return path.resolve("config");
    }

    /** Returns the stand-in that runs here. A ready file left by one that died is removed. */
    public Optional<StandInReady> running() {
        try {
            if (!Files.exists(readyFile())) {
                return Optional.empty();
            }
            StandInReady ready = Json.read(Files.readString(readyFile()), StandInReady.class);
            if (isAlive(ready.supervisorPid())) {
                return Optional.of(ready);
            }
            Files.delete(readyFile());
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** Lays artifacts ready that stand for builds of the next run; none: what an earlier run had here is gone. */
    public void saved(Optional<SavedArtifacts> artifacts) {
        Path built = source().resolve("built");
        FileTree.delete(built);
        artifacts.ifPresent(saved -> FileTree.copy(saved.directory(), built));
    }

    public void rememberConfig(Path config) {
        FileTree.copy(config, lastConfig());
    }

    /** Removes the directory with all it holds. */
    public void delete() {
        FileTree.delete(path);
    }
}
