package dev.trainyard.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipArchiveTest {
    @TempDir
    Path directory;

    @BeforeEach
    void write() throws IOException {
        Path from = Files.createDirectories(directory.resolve("from/deep/er"));
        Files.writeString(from.resolve("build.sh"), "#!/bin/sh");
        Files.setPosixFilePermissions(from.resolve("build.sh"), PosixFilePermissions.fromString("rwxr-x--x"));
        Files.writeString(directory.resolve("from/plain"), "plain");
        Files.setPosixFilePermissions(directory.resolve("from/plain"), PosixFilePermissions.fromString("rw-r--r--"));
        Files.createSymbolicLink(directory.resolve("from/link"), Path.of("deep/er/build.sh"));
    }

    @Test
    void keepsModesAndLinksBothWays() throws IOException {
        Path zip = directory.resolve("it.zip");
        ZipArchive.pack(zip, new FilePatterns(List.of("**/*"), List.of()).under(directory.resolve("from")));

        Path to = directory.resolve("to");
        ZipArchive.unpack(zip, to);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(to.resolve("deep/er/build.sh"))))
                .isEqualTo("rwxr-x--x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(to.resolve("plain"))))
                .isEqualTo("rw-r--r--");
        assertThat(Files.readSymbolicLink(to.resolve("link"))).hasToString("deep/er/build.sh");
        assertThat(to.resolve("link")).hasContent("#!/bin/sh");
    }

    @Test
    void refusesAFileOutsideOfTheDirectory() throws IOException {
        Path zip = directory.resolve("bad.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream bad = new ZipOutputStream(out)) {
            bad.putNextEntry(new ZipEntry("../outside"));
        }

        assertThatThrownBy(() -> ZipArchive.unpack(zip, directory.resolve("to")))
                .hasMessageContaining("../outside");
    }

    @Test
    void readsOneFile() throws IOException {
        Path zip = directory.resolve("it.zip");
        ZipArchive.pack(zip, new FilePatterns(List.of("plain"), List.of()).under(directory.resolve("from")));

        assertThat(ZipArchive.read(zip, "plain")).asString().isEqualTo("plain");
        assertThatThrownBy(() -> ZipArchive.read(zip, "missing")).hasMessage("The artifact has no file missing");
    }
}
