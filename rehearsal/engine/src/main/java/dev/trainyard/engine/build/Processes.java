package dev.trainyard.engine.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Ends what a build started, also what left the shell's family: it still carries the build's id in its environment. */
final class Processes {
    private Processes() {}

    static void kill(ProcessHandle shell, String buildId) {
        Stream<ProcessHandle> family = Stream.concat(Stream.of(shell), shell.descendants());
        Stream.concat(family, ProcessHandle.allProcesses().filter(process -> belongsTo(process, buildId)))
                .distinct()
                .toList()
                .forEach(ProcessHandle::destroyForcibly);
    }

    private static boolean belongsTo(ProcessHandle process, String buildId) {
        try {
            String environment = Files.readString(
                    Path.of("/proc", Long.toString(process.pid()), "environ"), StandardCharsets.ISO_8859_1);
            return environment.contains("=" + buildId + "\0");
        } catch (IOException e) {
            return false; // gone already, or another user's
        }
    }
}
