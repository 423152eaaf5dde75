package dev.trainyard.engine.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The language runtimes of this machine.
 *
 * @param node directory whose bin has node and npm
 * @param python an interpreter
 * @param maven the command, if there is one
 */
record HostRuntimes(Installed java, Installed node, Installed python, Optional<Path> maven) {
    private static final Pattern VERSION = Pattern.compile("(\\d+(?:\\.\\d+)*)");

    /** A runtime's place and version, such as 25.0.1. */
    record Installed(Path path, String version) {
        String major() {
            return version.split("\\.", 2)[0];
        }
    }

    /** As the environment names them: JAVA_HOME, TRAINYARD_NODE_HOME, TRAINYARD_PYTHON, and Maven on PATH. */
    static HostRuntimes of(Map<String, String> environment) {
        Path javaHome = named(environment, "JAVA_HOME");
        Path nodeHome = named(environment, "TRAINYARD_NODE_HOME");
        Path python = named(environment, "TRAINYARD_PYTHON");
        Optional<Path> maven = onPath("mvn", environment.getOrDefault("PATH", ""));
        return new HostRuntimes(
                ask(javaHome, javaHome.resolve("bin/java").toString(), "--version"),
                ask(nodeHome, nodeHome.resolve("bin/node").toString(), "--version"),
                ask(python, python.toString(), "--version"),
                maven);
    }

    private static Path named(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The engine needs " + name + " in its environment");
        }
        return Path.of(value);
    }

    private static Installed ask(Path path, String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor(10, TimeUnit.SECONDS);
            return new Installed(path, version(answer));
        } catch (IOException e) {
            throw new IllegalStateException("Cannot run " + command[0] + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking " + command[0] + " for its version", e);
        }
    }

    /** The first number of an answer; lines that the JVM says about its options come before it. */
    static String version(String answer) {
        return answer.lines()
                .filter(line -> !line.startsWith("Picked up") && !line.startsWith("NOTE:"))
                .map(VERSION::matcher)
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No version in: " + answer));
    }

    static Optional<Path> onPath(String command, String path) {
        return Arrays.stream(path.split(":"))
                .filter(directory -> !directory.isBlank())
                .map(directory -> Path.of(directory, command))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
