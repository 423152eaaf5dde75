package dev.trainyard.cli.standin;

import dev.trainyard.cli.aws.StandInReady;
import dev.trainyard.cli.json.Json;
import dev.trainyard.cli.source.SavedArtifacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where one stand-in keeps everything: its ready file, logs, source, the synthesized assembly.
 *
 * @param path under {@code .trainyard/}
 */
public record StateDirectory(Path path) {

    private static final int PATIENCE_MILLIS = 5000;

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
            if (isAlive(ready.supervisorPid()) && answers(ready)) {
                return Optional.of(ready);
            }
            Files.delete(readyFile());
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process id is soon another's: only a stand-in listens there. */
    private static boolean answers(StandInReady ready) {
        URI endpoint = URI.create(ready.endpoint());
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()), PATIENCE_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns what the stand-in said last before it ended by itself, if it did. */
    public Optional<String> lastWords() {
        try {
            return Optional.of(Files.readString(errors()).strip()).filter(words -> !words.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    Path errors() {
        return path.resolve("stand-in.err");
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

    /** Puts these faults on in the stand-in that runs here, and no others; it counts anew. */
    public void weather(List<String> faults) {
        try {
            Path draft = Files.writeString(path.resolve("weather.json.new"), Json.write(Map.of("faults", faults)));
            Files.move(draft, path.resolve("weather.json"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void rememberConfig(Path config) {
        FileTree.copy(config, lastConfig());
    }

    /** Removes the directory with all it holds. */
    public void delete() {
        FileTree.delete(path);
    }
}
