package dev.trainyard.rehearsaltests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A command in the copy of the repository, with nobody at its keyboard. */
final class Command {
    private final ProcessBuilder builder;

    Command(RepositoryCopy copy, String... words) {
        builder = new ProcessBuilder(words).directory(copy.root().toFile()).redirectErrorStream(true);
        // What the Maven that runs this test exports is about its own project.
        builder.environment().keySet().removeAll(List.of("MAVEN_PROJECTBASEDIR", "MAVEN_CMD_LINE_ARGS"));
        builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8"));
    }

    Command with(String variable, String value) {
        builder.environment().put(variable, value);
        return this;
    }

    /**
     * How it ended.
     *
     * @param code of exit
     * @param output both of its streams
     */
    record Result(int code, String output) {}

    Result run() {
        try {
            Process process = builder.start();
            Thread hook = new Thread(process::destroy);
            boolean hooked = addHook(hook);
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (hooked) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
            return new Result(code, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted: " + builder.command(), e);
        }
    }

    /** A test that is ended ends its rehearsal; while it is being ended, nothing can be hooked any more. */
    private static boolean addHook(Thread hook) {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
