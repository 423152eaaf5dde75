package dev.trainyard.cli.doctor;

import java.util.Optional;

/** What a doctor can ask of a machine. */
public interface Machine {

    /** Returns the first line that a command prints, or empty when it cannot be run. */
    Optional<String> firstLine(String... command);

    long memoryMiB();

    int cores();

    long freeDiskMiB();
}
