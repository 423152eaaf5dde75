package dev.trainyard.cli.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files that a rehearsal sends.
 *
 * @param root of the repository
 * @param files to send, relative to the root, sorted
 * @param untracked files that git does not know and that are not sent
 * @param commit HEAD's id where the files are exactly that commit's
 * @param branch checked out
 * @param message of HEAD's commit
 */
public record SourceTree(
        Path root, List<Path> files, List<Path> untracked, Optional<String> commit, String branch, String message) {

    public SourceTree {
        files = List.copyOf(files);
        untracked = List.copyOf(untracked);
    }

    /** Reads a tree: by git where the root is in a repository that tracks files of it, else all but ignored files. */
    public static SourceTree read(Path root) {
        var git = new Git(root);
        List<Path> tracked = git.paths("ls-files", "-z", "--cached");
        return tracked.isEmpty() ? withoutGit(root) : byGit(root, git, tracked);
    }

    private static SourceTree byGit(Path root, Git git, List<Path> tracked) {
        List<Path> files = tracked.stream()
                .filter(file -> Files.isRegularFile(root.resolve(file)))
                .sorted()
                .toList();
        boolean edited = !git.output("status", "--porcelain", "--untracked-files=no", "--", ".")
                .isBlank();
        Optional<String> head =
                Optional.of(git.output("rev-parse", "--verify", "-q", "HEAD").strip());
        return new SourceTree(
                root,
                files,
                git.paths("ls-files", "-z", "--others", "--exclude-standard"),
                head.filter(id -> !edited && !id.isEmpty()),
                git.output("rev-parse", "--abbrev-ref", "HEAD").strip(),
                git.output("log", "-1", "--format=%s").strip() + (edited ? " (with edits)" : ""));
    }

    private static SourceTree withoutGit(Path root) {
        try (var walk = Files.walk(root)) {
            var ignored = IgnoredFiles.of(root);
            List<Path> files = walk.filter(Files::isRegularFile)
                    .map(root::relativize)
                    .filter(file -> !ignored.covers(file))
                    .sorted()
                    .toList();
            return new SourceTree(root, files, List.of(), Optional.empty(), "none", "a tree without git");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
