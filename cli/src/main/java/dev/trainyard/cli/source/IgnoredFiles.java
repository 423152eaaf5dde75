package dev.trainyard.cli.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a tree without git leaves behind: the names of the root's {@code .gitignore} (which uses nothing but names). */
final class IgnoredFiles {

    private final List<PathMatcher> names;

    private IgnoredFiles(List<PathMatcher> names) {
        this.names = names;
    }

    static IgnoredFiles of(Path root) {
        Path file = root.resolve(".gitignore");
        try (Stream<String> lines = Files.exists(file) ? Files.lines(file) : Stream.empty()) {
            return new IgnoredFiles(Stream.concat(Stream.of(".git"), lines)
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> line.replaceAll("^/|/$", ""))
                    .map(name -> FileSystems.getDefault().getPathMatcher("glob:" + name))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean covers(Path file) {
        return StreamSupport.stream(file.spliterator(), false)
                .anyMatch(part -> names.stream().anyMatch(name -> name.matches(part)));
    }
}
