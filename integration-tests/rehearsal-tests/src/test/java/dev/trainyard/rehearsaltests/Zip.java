package dev.trainyard.rehearsaltests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Zips of whole directories, with the modes of their files. */
final class Zip {
    private Zip() {}

    static FileSystem open(Path zip, Map<String, String> settings) throws IOException {
        var all = new HashMap<>(settings);
        all.put("enablePosixFileAttributes", "true");
        return FileSystems.newFileSystem(zip, all);
    }

    static void pack(Path directory, Path zip) {
        try (Stream<Path> files = Files.walk(directory)) {
            Files.createDirectories(Objects.requireNonNull(zip.getParent()));
            try (FileSystem archive = open(zip, Map.of("create", "true", "compressionMethod", "STORED"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path entry = archive.getPath("/" + directory.relativize(file));
                    Files.createDirectories(Objects.requireNonNull(entry.getParent()));
                    Files.copy(file, entry);
                    Files.setPosixFilePermissions(entry, Files.getPosixFilePermissions(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one file of an archive that a glob matches. */
    static Path only(FileSystem archive, String glob) throws IOException {
        PathMatcher matcher = archive.getPathMatcher("glob:" + glob);
        try (Stream<Path> files = Files.walk(archive.getPath("/"))) {
            List<Path> found = files.filter(matcher::matches).toList();
            if (found.size() != 1) {
                throw new IllegalArgumentException(glob + " should match one file of " + archive + ", not " + found);
            }
            return found.getFirst();
        }
    }
}
