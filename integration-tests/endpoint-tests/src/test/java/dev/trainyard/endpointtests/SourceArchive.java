package dev.trainyard.endpointtests;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Changes to {@code sourcedir.tar.gz} as a user's mistake would make them. */
final class SourceArchive {
    /** File name ending of the archive's asset. */
    static final String ASSET = ".gz";

    private static final String FUTURE = "(?m)^from __future__ import annotations$";

    private SourceArchive() {}

    /** Puts a line of Python in front of all that a script does; Python wants imports of the future to stay before it. */
    static UnaryOperator<byte[]> prepending(String script, String line) {
        return replacing(script, FUTURE, "$0\n" + Matcher.quoteReplacement(line));
    }

    /** Puts lines of Python behind a script, where they take the place of what it defines. */
    static UnaryOperator<byte[]> appending(String script, String lines) {
        return archive -> rewrite(archive, script, text -> text + "\n" + lines + "\n");
    }

    /** Changes text that must be there. */
    static UnaryOperator<byte[]> replacing(String file, String pattern, String replacement) {
        return archive -> rewrite(archive, file, text -> {
            var changed = text.replaceAll(pattern, replacement);
            if (changed.equals(text)) {
                throw new IllegalArgumentException(
                        "%s has no '%s' to replace by '%s'".formatted(file, pattern, replacement));
            }
            return changed;
        });
    }

    private static byte[] rewrite(byte[] archive, String script, UnaryOperator<String> change) {
        var bytes = new ByteArrayOutputStream();
        var changed = false;
        try (var in = new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(archive)));
                var out = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                var content = in.readAllBytes();
                if (entry.getName().equals(script)) {
                    content = change.apply(new String(content, StandardCharsets.UTF_8))
                            .getBytes(StandardCharsets.UTF_8);
                    changed = true;
                }
                put(out, entry, content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!changed) {
            throw new IllegalArgumentException("the source archive has no " + script);
        }
        return bytes.toByteArray();
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
