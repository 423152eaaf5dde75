package dev.trainyard.engine.build;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One bash for all commands of a build. A command that says {@code exit} ends it; the next command then finds a
 * successor with the same directory, exported variables and functions.
 */
final class Shell implements AutoCloseable {
    private static final int OUTPUT_GRACE_MILLIS = 1000;

    private final BlockingQueue<Integer> ends = new LinkedBlockingQueue<>();
    private final ShellDriver driver;
    private final Path scratch;
    private final Path directory;
    private final Map<String, String> environment;
    private final Consumer<String> output;
    private @Nullable Process process;
    private volatile boolean closed;

    /**
     * @param scratch a directory of this shell's own
     * @param directory where the first command starts
     * @param environment the whole environment; nothing is inherited
     * @param output takes each line of the commands' output
     */
    Shell(Path scratch, Path directory, Map<String, String> environment, Consumer<String> output) {
        this.driver = new ShellDriver(scratch);
        this.scratch = scratch;
        this.directory = directory;
        this.environment = Map.copyOf(environment);
        this.output = output;
    }

    /** Runs one command, which may have several lines, and gives its exit status. */
    int run(String command) throws InterruptedException {
        try {
            Path file = Files.writeString(scratch.resolve("command"), command);
            Process shell = running();
            shell.outputWriter(StandardCharsets.UTF_8)
                    .append(file.toString())
                    .append('\n')
                    .flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot hand the command to the shell", e);
        }
        return ends.take();
    }

    /** The value of a variable as the commands left it; empty if it is not set. */
    String variable(String name) throws InterruptedException {
        Path file = scratch.resolve("value");
        run("printf '%s' \"${" + name + "-}\" >'" + file + "'");
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the value of " + name, e);
        }
    }

    /** Kills the shell and all that was started from it. A command that is running ends with status 137. */
    @Override
    public synchronized void close() {
        closed = true;
        if (process != null) {
            Processes.kill(process.toHandle(), environment.getOrDefault("CODEBUILD_BUILD_ID", driver.mark()));
        }
    }

    private synchronized Process running() throws IOException {
        if (process == null || !process.isAlive()) {
            process = start();
        }
        return process;
    }

    private Process start() throws IOException {
        if (closed) {
            throw new IOException("The build was stopped");
        }
        ProcessBuilder builder = new ProcessBuilder(driver.command())
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process started = builder.start();
        Thread reader = Thread.ofVirtual().start(() -> read(started));
        Thread.ofVirtual().start(() -> awaitEnd(started, reader));
        return started;
    }

    private void read(Process started) {
        try (BufferedReader lines = started.inputReader(StandardCharsets.UTF_8)) {
            driver.read(lines, output, ends::add);
        } catch (IOException e) {
            output.accept("The output ended early: " + e.getMessage());
        }
    }

    /** A shell that ends by itself ended in a command: its status is the command's. */
    private void awaitEnd(Process started, Thread reader) {
        try {
            int status = started.waitFor();
            reader.join(OUTPUT_GRACE_MILLIS);
            ends.add(status);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
