package dev.trainyard.rehearsaltests;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Changes to the archive of the Python code, as a user's edit would make them. */
final class SourceArchive {
    private SourceArchive() {}

    /** Changes one script; the others stay. */
    static UnaryOperator<byte[]> changing(String script, UnaryOperator<String> change) {
        return archive -> {
            var bytes = new ByteArrayOutputStream();
            try (var in = new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(archive)));
                    var out = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
                for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    byte[] content = in.readAllBytes();
                    put(out, entry, entry.getName().equals(script) ? changed(script, content, change) : content);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        };
    }

    /** A change that finds nothing to change would test the untouched script. */
    private static byte[] changed(String script, byte[] content, UnaryOperator<String> change) {
        String before = new String(content, StandardCharsets.UTF_8);
        String after = change.apply(before);
        if (after.equals(before)) {
            throw new IllegalStateException("the change does not touch %s: has the script changed?".formatted(script));
        }
        return after.getBytes(StandardCharsets.UTF_8);
    }

    private static void put(TarArchiveOutputStream out, TarArchiveEntry entry, byte[] content) throws IOException {
        var copy = new TarArchiveEntry(entry.getName());
        copy.setSize(content.length);
        copy.setMode(entry.getMode());
        out.putArchiveEntry(copy);
        out.write(content);
        out.closeArchiveEntry();
    }
}
