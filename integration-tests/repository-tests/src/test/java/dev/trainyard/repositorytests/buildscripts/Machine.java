package dev.trainyard.repositorytests.buildscripts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A machine with the system's basic tools and what a test puts there.
 *
 * @param directory has home/ and bin/, all of its PATH
 */
record Machine(Path directory) {

    static final Path REPOSITORY = Path.of(Objects.requireNonNull(System.getProperty("trainyard.root")));

    private static final List<String> BASICS = List.of(
            "sh",
            "sed",
            "cat",
            "dirname",
            "basename",
            "cut",
            "sha256sum",
            "sha512sum",
            "flock",
            "mkdir",
            "rm",
            "mv",
            "chmod",
            "grep",
            "readlink",
            "mktemp",
            "ls",
            "env",
            "tr");

    /**
     * @param code exit code
     * @param out standard output
     * @param err standard error
     */
    record Outcome(int code, String out, String err) {}

    static Machine at(Path directory) {
        Machine machine = new Machine(directory);
        BASICS.forEach(tool -> machine.command(machine.bin().resolve(tool), "exec %s \"$@\"".formatted(real(tool))));
        return machine;
    }

    private static Path real(String tool) {
        return Stream.of("/usr/bin", "/bin")
                .map(bin -> Path.of(bin, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    Path home() {
        return directory.resolve("home");
    }

    Path bin() {
        return directory.resolve("bin");
    }

    /** Puts a command there that does what the shell lines say. */
    Path command(Path place, String lines) {
        try {
            Files.createDirectories(Objects.requireNonNull(place.getParent()));
            Files.writeString(place, "#!/bin/sh\n" + lines + "\n");
            return Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a file into the machine's clone of the repository. */
    void write(String path, String text) throws IOException {
        Path file = directory.resolve("clone").resolve(path);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }

    /** Puts the repository's own script of {@code .mvn/} into the clone. */
    void script(String name) throws IOException {
        command(
                directory.resolve("clone/.mvn").resolve(name),
                Files.readString(REPOSITORY.resolve(".mvn").resolve(name)));
    }

    Process start(String script, String... environment) {
        home().toFile().mkdirs();
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-euc", script).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().put("HOME", home().toString());
        builder.environment().put("PATH", bin().toString());
        builder.environment().put("ROOT", REPOSITORY.toString());
        for (int index = 0; index < environment.length; index += 2) {
            builder.environment().put(environment[index], environment[index + 1]);
        }
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Outcome run(String script, String... environment) {
        return outcome(start(script, environment));
    }

    static Outcome outcome(Process process) {
        try {
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
