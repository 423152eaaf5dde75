package dev.trainyard.engine.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Directories of links: the base system's commands without language runtimes, and each runtime by itself. */
final class ToolLinks {
    private static final List<Path> SYSTEM = List.of(
            Path.of("/usr/local/bin"), Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/sbin"), Path.of("/sbin"));

    /** Not in the base: each has to be declared, installed by the build, or is not part of CodeBuild's promise. */
    private static final Pattern LEFT_OUT =
            Pattern.compile("(java|javac|javadoc|javap|jar|jarsigner|jshell|jlink|jpackage"
                    + "|jcmd|jps|jstack|jmap|jstat|jdeps|keytool|mvn|mvnDebug|mvnyjp|gradle|ant|node|nodejs|npm|npx|corepack|yarn"
                    + "|yarnpkg|pnpm|tsc|python.*|pip.*|pydoc.*|idle.*|uv|uvx|pipx|poetry|conda|virtualenv.*|cdk.*|aws|aws_.*|sam"
                    + "|docker.*|podman.*|trainyard.*)");

    private final Path root;
    private final List<Path> system;

    ToolLinks(Path root) {
        this(root, SYSTEM);
    }

    /** @param system directories of the base system's commands, first wins */
    ToolLinks(Path root, List<Path> system) {
        this.root = root;
        this.system = List.copyOf(system);
    }

    synchronized Path base() {
        Path base = root.resolve("base");
        if (Files.isDirectory(base)) {
            return base;
        }
        for (Path directory : system) {
            for (Path command : commands(directory)) {
                link(base, command.getFileName().toString(), command);
            }
        }
        return base;
    }

    synchronized Path node(Path home) {
        Path node = root.resolve("node");
        Stream.of("node", "npm", "npx", "corepack")
                .filter(name -> Files.exists(home.resolve("bin").resolve(name)))
                .forEach(name -> link(node, name, home.resolve("bin").resolve(name)));
        return node;
    }

    /** Scripts, not links: a linked interpreter would not find its own virtual environment. */
    synchronized Path python(Path interpreter) {
        Path python = root.resolve("python");
        script(python, "python", "exec '" + interpreter + "' \"$@\"");
        script(python, "python3", "exec '" + interpreter + "' \"$@\"");
        script(python, "pip", "exec '" + interpreter + "' -m pip \"$@\"");
        script(python, "pip3", "exec '" + interpreter + "' -m pip \"$@\"");
        return python;
    }

    synchronized Path maven(Path command) {
        Path maven = root.resolve("maven");
        link(maven, "mvn", command);
        return maven;
    }

    static boolean isBase(Path command) {
        return !LEFT_OUT.matcher(command.getFileName().toString()).matches() && Files.isExecutable(command);
    }

    private static List<Path> commands(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(ToolLinks::isBase).toList();
        } catch (IOException e) {
            return List.of(); // not every system has every directory
        }
    }

    private static void link(Path directory, String name, Path target) {
        try {
            Files.createDirectories(directory);
            Files.createSymbolicLink(directory.resolve(name), target);
        } catch (FileAlreadyExistsException e) {
            // an earlier directory of the system's PATH has it
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot link " + name, e);
        }
    }

    private static void script(Path directory, String name, String line) {
        try {
            Files.createDirectories(directory);
            Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + line + "\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + name, e);
        }
    }
}
