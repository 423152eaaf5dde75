package dev.trainyard.cli.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A clone of the repository and what its rehearsals leave in it.
 *
 * @param root of the repository
 */
public record Workplace(Path root) {

    private static final String OWNER = "cli.pid";

    /** Returns the clone that the launcher was called in. */
    public static Workplace current() {
        return new Workplace(Path.of(System.getProperty("trainyard.root", "."))
                .toAbsolutePath()
                .normalize());
    }

    public Path config() {
        return root.resolve("config");
    }

    public Path report() {
        return root.resolve(".trainyard/report.html");
    }

    public StateDirectory kept() {
        return new StateDirectory(root.resolve(".trainyard/rehearsal"));
    }

    /** Makes a directory for a run that leaves nothing, and removes those whose runs were killed. */
    public StateDirectory freshRun() {
        Path runs = root.resolve(".trainyard/runs");
        try {
            Files.createDirectories(runs);
            abandoned(runs).forEach(FileTree::delete);
            Path run = Files.createTempDirectory(runs, "run-");
            Files.writeString(
                    run.resolve(OWNER), Long.toString(ProcessHandle.current().pid()));
            return new StateDirectory(run);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> abandoned(Path runs) throws IOException {
        try (Stream<Path> each = Files.list(runs)) {
            return each.filter(Workplace::isAbandoned).toList();
        }
    }

    private static boolean isAbandoned(Path run) {
        try {
            return !StateDirectory.isAlive(
                    Long.parseLong(Files.readString(run.resolve(OWNER)).strip()));
        } catch (IOException | NumberFormatException e) {
            return false;
        }
    }
}
