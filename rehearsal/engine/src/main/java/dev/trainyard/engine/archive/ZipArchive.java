package dev.trainyard.engine.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Zip archives with Unix modes and symbolic links, both ways; the JDK's own zip classes drop them. */
public final class ZipArchive {
    /** Kits are jars for the most part. */
    private static final Pattern COMPRESSED = Pattern.compile("\\.(jar|zip|gz)$");

    private ZipArchive() {}

    /**
     * Packs files under the names they have below the base.
     *
     * @param files in the order of the archive
     */
    public static void pack(Path zip, List<ArchivedFile> files) throws IOException {
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
            for (ArchivedFile file : files) {
                out.setLevel(COMPRESSED.matcher(file.name()).find() ? Deflater.NO_COMPRESSION : Deflater.BEST_SPEED);
                boolean link = Files.isSymbolicLink(file.file());
                ZipArchiveEntry entry = new ZipArchiveEntry(file.name());
                entry.setUnixMode(
                        link
                                ? UnixStat.LINK_FLAG | UnixStat.DEFAULT_LINK_PERM
                                : UnixStat.FILE_FLAG | mode(file.file()));
                out.putArchiveEntry(entry);
                if (link) {
                    out.write(Files.readSymbolicLink(file.file()).toString().getBytes(StandardCharsets.UTF_8));
                } else {
                    Files.copy(file.file(), out);
                }
                out.closeArchiveEntry();
            }
        }
    }

    public static void unpack(Path zip, Path directory) throws IOException {
        Files.createDirectories(directory);
        try (ZipFile archive = ZipFile.builder().setPath(zip).get()) {
            Enumeration<ZipArchiveEntry> entries = archive.getEntries();
            while (entries.hasMoreElements()) {
                unpack(archive, entries.nextElement(), directory);
            }
        }
    }

    /** The text of one file in the archive. */
    public static byte[] read(Path zip, String name) throws IOException {
        try (ZipFile archive = ZipFile.builder().setPath(zip).get()) {
            ZipArchiveEntry entry = archive.getEntry(name);
            if (entry == null) {
                throw new IOException("The artifact has no file " + name);
            }
            try (InputStream in = archive.getInputStream(entry)) {
                return in.readAllBytes();
            }
        }
    }

    private static void unpack(ZipFile archive, ZipArchiveEntry entry, Path directory) throws IOException {
        Path file = directory.resolve(entry.getName()).normalize();
        if (!file.startsWith(directory.normalize())) {
            throw new IOException("The artifact names a file outside of itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (entry.isUnixSymlink()) {
            Files.createSymbolicLink(file, Path.of(archive.getUnixSymlink(entry)));
            return;
        }
        try (InputStream in = archive.getInputStream(entry);
                OutputStream out = Files.newOutputStream(file)) {
            in.transferTo(out);
        }
        if ((entry.getUnixMode() & UnixStat.PERM_MASK) != 0) {
            Files.setPosixFilePermissions(file, FileModes.permissions(entry.getUnixMode()));
        }
    }

    private static int mode(Path file) throws IOException {
        return FileModes.mode(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
    }
}
