package dev.trainyard.rehearsaltests;

import dev.trainyard.cli.source.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.stream.Stream;

/** A copy of this repository's files under the temp directory, without git, for all tests of a run. */
final class RepositoryCopy {
    private static final Path REPOSITORY = Path.of(Objects.requireNonNull(System.getProperty("trainyard.root")));
    private static final RepositoryCopy ONLY = new RepositoryCopy();

    private final Path root;

    private RepositoryCopy() {
        try {
            root = Files.createTempDirectory("trainyard-rehearsals-").toRealPath();
            Runtime.getRuntime().addShutdownHook(new Thread(this::remove));
            SourceTree tree = SourceTree.read(REPOSITORY);
            for (Path file : Stream.concat(tree.files().stream(), tree.untracked().stream())
                    .toList()) {
                Path copy = root.resolve(file);
                Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                Files.copy(REPOSITORY.resolve(file), copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
            shareInstalledPackages();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RepositoryCopy get() {
        return ONLY;
    }

    Path root() {
        return root;
    }

    Path resolve(String file) {
        return root.resolve(file);
    }

    /** What is installed once for the repository needs no second download. */
    private void shareInstalledPackages() throws IOException {
        Path own = Files.createDirectories(root.resolve(".trainyard"));
        Path installed = REPOSITORY.resolve(".trainyard");
        if (!Files.isDirectory(installed)) {
            return;
        }
        try (Stream<Path> entries = Files.list(installed)) {
            for (Path entry : entries.filter(RepositoryCopy::isShared).toList()) {
                Files.createSymbolicLink(own.resolve(entry.getFileName()), entry);
            }
        }
    }

    private static boolean isShared(Path entry) {
        String name = entry.getFileName().toString();
        return Files.isDirectory(entry) && (name.equals("venvs") || name.startsWith("npm-"));
    }

    private void remove() {
        if (Files.exists(resolve(".trainyard/rehearsal/ready.json"))) {
            new Command(this, "./trainyard", "stop").run();
        }
        FileTree.delete(root);
    }
}
