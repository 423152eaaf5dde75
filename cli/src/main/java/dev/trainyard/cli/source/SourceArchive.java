package dev.trainyard.cli.source;

import dev.trainyard.cli.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;

/** Writes what the Source action gives: the tree as a zip with its file modes, and what is known of its commit. */
public final class SourceArchive {

    private static final int COMMIT_DIGITS = 40;

    private SourceArchive() {}

    /**
     * What was sent.
     *
     * @param commitId HEAD, or a hash of the content where the tree is not exactly a commit
     * @param branchName checked out
     * @param commitMessage subject of HEAD
     * @param authorDate now: the rehearsal's push
     * @param repository owner/name
     */
    public record Revision(
            String commitId, String branchName, String commitMessage, String authorDate, String repository) {}

    /** Writes {@code source.zip} and {@code source.json} into a directory. */
    public static Revision write(SourceTree tree, String repository, Path directory) {
        try {
            Files.createDirectories(directory);
            Path archive = directory.resolve("source.zip.part");
            Files.deleteIfExists(archive);
            zip(tree, archive);
            Files.move(archive, directory.resolve("source.zip"), StandardCopyOption.REPLACE_EXISTING);
            var revision = new Revision(
                    tree.commit().orElseGet(() -> contentHash(tree)),
                    tree.branch(),
                    tree.message(),
                    Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                    repository);
            Files.writeString(directory.resolve("source.json"), Json.write(revision));
            return revision;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot pack the source", e);
        }
    }

    private static void zip(SourceTree tree, Path archive) throws IOException {
        var settings = Map.of("create", "true", "enablePosixFileAttributes", "true");
        try (FileSystem zip = FileSystems.newFileSystem(archive, settings)) {
            for (Path file : tree.files()) {
                Path entry = zip.getPath("/" + file);
                if (entry.getParent() != null) {
                    Files.createDirectories(entry.getParent());
                }
                Files.write(entry, Files.readAllBytes(tree.root().resolve(file)));
                Files.setPosixFilePermissions(entry, PosixFilePermissions.fromString(modeOf(tree, file)));
            }
        }
    }

    /** Git's two modes, whatever the umask of this machine. */
    private static String modeOf(SourceTree tree, Path file) {
        return Files.isExecutable(tree.root().resolve(file)) ? "rwxr-xr-x" : "rw-r--r--";
    }

    static String contentHash(SourceTree tree) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : tree.files()) {
                byte[] content = Files.readAllBytes(tree.root().resolve(file));
                digest.update((modeOf(tree, file) + " " + file + " " + content.length + "\n")
                        .getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, COMMIT_DIGITS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
