package dev.trainyard.engine.archive;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The {@code files} and {@code exclude-paths} of a buildspec's artifact. */
public final class FilePatterns {
    private static final String EVERY_DEPTH = "**/";

    private final List<PathMatcher> included;
    private final List<PathMatcher> excluded;

    public FilePatterns(List<String> files, List<String> excludePaths) {
        this.included = matchers(files);
        this.excluded = matchers(excludePaths);
    }

    /** The matching files below a directory, by name. */
    public List<ArchivedFile> under(Path base) throws IOException {
        List<ArchivedFile> found = new ArrayList<>();
        Files.walkFileTree(base, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                Path name = base.relativize(file);
                if (matches(name)) {
                    found.add(new ArchivedFile(file, name.toString()));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        found.sort((one, other) -> one.name().compareTo(other.name()));
        return found;
    }

    boolean matches(Path name) {
        return included.stream().anyMatch(matcher -> matcher.matches(name))
                && excluded.stream().noneMatch(matcher -> matcher.matches(name));
    }

    private static List<PathMatcher> matchers(List<String> patterns) {
        return patterns.stream()
                .flatMap(FilePatterns::forms)
                .map(FilePatterns::matcher)
                .toList();
    }

    private static Stream<String> forms(String pattern) {
        return withoutDepths(pattern.startsWith("./") ? pattern.substring(2) : pattern);
    }

    /** In CodeBuild star-star-slash matches no directory at all too; in Java's globs it needs one. */
    private static Stream<String> withoutDepths(String pattern) {
        int at = pattern.indexOf(EVERY_DEPTH);
        if (at < 0) {
            return Stream.of(pattern);
        }
        String head = pattern.substring(0, at);
        return withoutDepths(pattern.substring(at + EVERY_DEPTH.length()))
                .flatMap(tail -> Stream.of(head + EVERY_DEPTH + tail, head + tail));
    }

    private static PathMatcher matcher(String pattern) {
        return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    }
}
