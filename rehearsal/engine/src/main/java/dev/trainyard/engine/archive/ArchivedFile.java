package dev.trainyard.engine.archive;

import java.nio.file.Path;

/**
 * A file and its name in an archive.
 *
 * @param name with forward slashes, relative
 */
public record ArchivedFile(Path file, String name) {}
