package dev.trainyard.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Children that end with this process, however it ends: each watches a pipe that we hold open. */
public final class Leash implements AutoCloseable {

    /** Runs the command and ends it as soon as standard input does; {@code read} is a builtin, so no helper is left. */
    private static final String WATCHED = """
            exec 3<&0
            "$@" </dev/null 3<&- & child=$!
            ( read -r _; kill "$child" ) <&3 2>/dev/null & watch=$!
            exec 3<&-
            wait "$child"; code=$?
            kill "$watch" 2>/dev/null
            exit "$code"
            """;

    /** What the stand-in may take to end every descendant of its own, and a little more. */
    private static final Duration PATIENCE = Duration.ofSeconds(18);

    private final Set<Process> held = ConcurrentHashMap.newKeySet();
    private final Set<Process> bySignal = ConcurrentHashMap.newKeySet();
    private volatile Runnable last = () -> {};

    /** Makes a leash that lets go of nothing when the virtual machine ends by a signal. */
    public static Leash untilShutdown() {
        var leash = new Leash();
        Runtime.getRuntime().addShutdownHook(new Thread(leash::close, "leash"));
        return leash;
    }

    /** Starts a child that watches its standard input by itself. */
    public Process hold(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        held.add(process);
        return process;
    }

    /** Starts a child that does not end with its standard input: it is asked to by a signal. */
    public Process holdBySignal(ProcessBuilder builder) throws IOException {
        Process process = hold(builder);
        bySignal.add(process);
        return process;
    }

    /** Does something once every child has ended: removes what they wrote. */
    public void afterwards(Runnable work) {
        last = work;
    }

    /** Lets a child live on after this process. */
    public void release(Process process) {
        held.remove(process);
    }

    /**
     * Runs a command to its end with both outputs in a file.
     *
     * @throws FailedCommand with the last lines of its output when it ends with another code than 0
     */
    public void run(Invocation invocation) {
        try {
            Files.createDirectories(invocation.log().toAbsolutePath().getParent());
            Instant start = Instant.now();
            Process process = hold(builder(invocation));
            int code = process.waitFor();
            CommandRecord.asked(System.getenv()).add(invocation, start, Instant.now());
            process.getOutputStream().close();
            held.remove(process);
            if (code != 0) {
                throw new FailedCommand(invocation, code);
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot run " + invocation.command().getFirst() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted: " + invocation.what(), e);
        }
    }

    private static ProcessBuilder builder(Invocation invocation) {
        List<String> words = new ArrayList<>(List.of("sh", "-c", WATCHED, "leash"));
        words.addAll(invocation.command());
        var builder = new ProcessBuilder(words)
                .directory(invocation.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(invocation.log().toFile());
        builder.environment().clear();
        builder.environment().putAll(invocation.environment());
        return builder;
    }

    /** Ends every child and waits for it; one that stays is killed. */
    @Override
    public synchronized void close() {
        held.forEach(Leash::letStandardInputEnd);
        held.stream().filter(bySignal::contains).forEach(Process::destroy);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (Process process : List.copyOf(held)) {
            endBy(deadline, process);
            held.remove(process);
        }
        last.run();
        last = () -> {};
    }

    private static void letStandardInputEnd(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroy();
        }
    }

    private static void endBy(long deadline, Process process) {
        try {
            if (!process.waitFor(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Reads the end of a log, for a message. */
    static List<String> lastLines(Path log, int count) {
        try {
            List<String> lines = Files.readString(log).lines().toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        } catch (IOException e) {
            return List.of("(no output: " + e.getMessage() + ")");
        }
    }
}
