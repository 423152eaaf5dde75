package dev.trainyard.cli;

import dev.trainyard.cli.terminal.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a report can be written where it was asked for: better said before a run than after it. */
final class ReportPlace {

    private ReportPlace() {}

    static void check(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw new UsageException("--report " + file + " is a directory: name a file");
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UsageException("--report " + file + ": its directory " + folder + " cannot be made");
        }
        if (!Files.isWritable(Files.exists(file) ? file : folder)) {
            throw new UsageException("--report " + file + " cannot be written");
        }
    }
}
