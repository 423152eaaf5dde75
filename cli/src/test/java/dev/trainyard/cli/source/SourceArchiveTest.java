package dev.trainyard.cli.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceArchiveTest {

    @TempDir
    private Path root;

    @TempDir
    private Path sent;

    @BeforeEach
    void aSmallProject() throws IOException {
        Files.writeString(root.resolve("tracked.txt"), "as committed");
        Files.writeString(root.resolve("run.sh"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(root.resolve("run.sh"), PosixFilePermissions.fromString("rwx------"));
        Files.writeString(root.resolve(".gitignore"), "target/\n*.egg-info/\n");
        Files.createDirectories(root.resolve("module/target"));
        Files.writeString(root.resolve("module/Main.java"), "class Main {}");
        Files.writeString(root.resolve("module/target/Main.class"), "bytes");
    }

    private void commit() {
        git("init", "-q", "-b", "main");
        git("add", "-A");
        git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "First");
    }

    private void git(String... arguments) {
        new Git(root).output(arguments);
    }

    private SourceArchive.Revision pack() {
        return SourceArchive.write(SourceTree.read(root), "owner/name", sent);
    }

    private FileSystem archive() throws IOException {
        return FileSystems.newFileSystem(sent.resolve("source.zip"), Map.of("enablePosixFileAttributes", "true"));
    }

    @Test
    void aCleanTreeIsItsCommit() {
        commit();

        assertThat(pack().commitId())
                .isEqualTo(new Git(root).output("rev-parse", "HEAD").strip());
    }

    @Test
    void anEditIsSentUnderAnIdOfItsOwn() throws IOException {
        commit();
        String head = pack().commitId();
        Files.writeString(root.resolve("tracked.txt"), "edited");

        SourceArchive.Revision edited = pack();

        assertThat(edited.commitId()).isNotEqualTo(head).matches("[0-9a-f]{40}");
        try (FileSystem zip = archive()) {
            assertThat(Files.readString(zip.getPath("tracked.txt"))).isEqualTo("edited");
        }
    }

    @Test
    void anUntrackedFileIsListedAndNotSent() throws IOException {
        commit();
        Files.writeString(root.resolve("forgotten.txt"), "new");

        pack();

        assertThat(SourceTree.read(root).untracked()).containsExactly(Path.of("forgotten.txt"));
        try (FileSystem zip = archive()) {
            assertThat(zip.getPath("forgotten.txt")).doesNotExist();
        }
    }

    @Test
    void aDeletedFileIsNotSent() throws IOException {
        commit();
        Files.delete(root.resolve("tracked.txt"));

        pack();

        try (FileSystem zip = archive()) {
            assertThat(zip.getPath("tracked.txt")).doesNotExist();
        }
    }

    @Test
    void modesAreGitsWhateverTheUmask() throws IOException {
        commit();

        pack();

        try (FileSystem zip = archive()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(zip.getPath("run.sh"))))
                    .isEqualTo("rwxr-xr-x");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(zip.getPath("tracked.txt"))))
                    .isEqualTo("rw-r--r--");
        }
    }

    @Test
    void aTreeWithoutGitSendsAllButIgnoredNames() throws IOException {
        SourceArchive.Revision revision = pack();

        assertThat(revision.commitId()).matches("[0-9a-f]{40}").isEqualTo(pack().commitId());
        try (FileSystem zip = archive()) {
            assertThat(zip.getPath("module/Main.java")).exists();
            assertThat(zip.getPath("module/target/Main.class")).doesNotExist();
        }
    }
}
