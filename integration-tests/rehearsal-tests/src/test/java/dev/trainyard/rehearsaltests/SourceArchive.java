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
                    String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    put(out, entry, entry.getName().equals(script) ? change.apply(text) : text);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        };
    }

    private static void put(TarArchiveOutputStream out, TarArchiveEntry entry, String text) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        var copy = new TarArchiveEntry(entry.getName());
        copy.setSize(content.length);
        copy.setMode(entry.getMode());
        out.putArchiveEntry(copy);
        out.write(content);
        out.closeArchiveEntry();
    }
}
