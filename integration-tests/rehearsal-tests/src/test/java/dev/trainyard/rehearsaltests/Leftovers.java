package dev.trainyard.rehearsaltests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Processes of the copy that no kept stand-in owns: they work in it, or it is in their command or environment. */
final class Leftovers {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Leftovers() {}

    /** Those that are still there when 20 seconds have gone by; waits only while there are any. */
    static List<String> after20Seconds() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (ProcessHandle process : ofCopy()) {
            try {
                process.onExit().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                break;
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return ofCopy().stream()
                .map(process -> process.pid() + " " + read(process, "cmdline").replace('\0', ' '))
                .toList();
    }

    private static List<ProcessHandle> ofCopy() {
        String root = RepositoryCopy.get().root().toString();
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> mentions(process, root))
                .filter(process -> !belongsToKept(process))
                .toList();
    }

    private static boolean mentions(ProcessHandle process, String root) {
        return Stream.of("cmdline", "environ")
                        .anyMatch(file -> read(process, file).contains(root))
                || directory(process).startsWith(root);
    }

    private static boolean belongsToKept(ProcessHandle process) {
        return KeptStandIn.supervisor()
                .filter(supervisor -> Stream.iterate(
                                java.util.Optional.of(process),
                                java.util.Optional::isPresent,
                                each -> each.flatMap(ProcessHandle::parent))
                        .anyMatch(each -> each.get().pid() == supervisor))
                .isPresent();
    }

    /** Empty for a process that has ended meanwhile. */
    private static String read(ProcessHandle process, String file) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process.pid()), file), StandardCharsets.ISO_8859_1);
        } catch (IOException | UncheckedIOException e) {
            return "";
        }
    }

    private static String directory(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", String.valueOf(process.pid()), "cwd"))
                    .toString();
        } catch (IOException e) {
            return "";
        }
    }
}
