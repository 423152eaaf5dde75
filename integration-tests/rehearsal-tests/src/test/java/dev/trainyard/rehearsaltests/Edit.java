package dev.trainyard.rehearsaltests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/** An edit of one file of the copy, undone when closed: with its old time, so that nothing is packaged anew for it. */
final class Edit implements AutoCloseable {
    private final Path file;
    private final @Nullable String before;
    private final @Nullable FileTime time;

    private Edit(Path file, String text) {
        this.file = file;
        try {
            before = Files.exists(file) ? Files.readString(file) : null;
            time = before == null ? null : Files.getLastModifiedTime(file);
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Edit adding(String file, String text) {
        return new Edit(RepositoryCopy.get().resolve(file), text);
    }

    /** Replaces text that must be there. */
    static Edit replacing(String file, String old, String replacement) {
        Path path = RepositoryCopy.get().resolve(file);
        try {
            String text = Files.readString(path);
            if (!text.contains(old)) {
                throw new IllegalArgumentException("%s has no '%s'".formatted(file, old));
            }
            return new Edit(path, text.replace(old, replacement));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            if (before == null || time == null) {
                Files.delete(file);
            } else {
                Files.writeString(file, before);
                Files.setLastModifiedTime(file, time);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
