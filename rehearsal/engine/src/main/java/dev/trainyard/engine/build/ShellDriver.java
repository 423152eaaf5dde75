package dev.trainyard.engine.build;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * The script that bash runs for a build, and how it says that a command ended: by a line with a word that no command can
 * know, and the status.
 */
final class ShellDriver {
    private static final String SCRIPT = "shell-driver.sh";

    private final String mark = "trainyard-" + UUID.randomUUID();
    private final Path scratch;

    /** @param scratch a directory for the script and for what a shell leaves its successor */
    ShellDriver(Path scratch) {
        this.scratch = scratch;
        unpack();
    }

    /** The word that no command knows; it stands among the arguments of the shell. */
    String mark() {
        return mark;
    }

    /** What starts a shell: its standard input takes the names of command files, a line each. */
    List<String> command() {
        return List.of(
                "bash",
                "--noprofile",
                "--norc",
                script().toString(),
                mark,
                scratch.resolve("state").toString());
    }

    /** Reads a shell's output to its end: commands' lines go to {@code output}, their statuses to {@code ends}. */
    void read(BufferedReader lines, Consumer<String> output, IntConsumer ends) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int at = line.indexOf(mark);
            if (at != 0) {
                output.accept(at < 0 ? line : line.substring(0, at));
            }
            if (at >= 0) {
                ends.accept(Integer.parseInt(line.substring(at + mark.length() + 1)));
            }
        }
    }

    private Path script() {
        return scratch.resolve("driver.sh");
    }

    private void unpack() {
        try (var script = ShellDriver.class.getResourceAsStream(SCRIPT)) {
            if (script == null) {
                throw new IllegalStateException(SCRIPT + " is not on the class path");
            }
            Files.createDirectories(scratch);
            Files.write(script(), script.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare a shell in " + scratch, e);
        }
    }
}
