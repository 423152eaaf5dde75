package dev.trainyard.cli.rehearsal;

import dev.trainyard.cli.release.RawData;
import dev.trainyard.cli.release.RawData.StoredFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a rehearsal's data owner has to bring.
 *
 * @param files CSV and Parquet files; at least one
 * @param isOwn whether they are the user's, which every stage gets, or the sample, which some stages take for themselves
 */
public record RehearsedData(List<Path> files, boolean isOwn) {

    static RehearsedData sample(Path file) {
        return new RehearsedData(List.of(file), false);
    }

    /**
     * @param place a file, or a directory whose files are meant
     * @throws IllegalArgumentException where there is no data
     */
    public static RehearsedData own(Path place) {
        if (!Files.exists(place)) {
            throw new IllegalArgumentException("there is no " + place);
        }
        try (var found = Files.walk(place, 1)) {
            var files = found.filter(RehearsedData::isData).sorted().toList();
            if (files.isEmpty()) {
                throw new IllegalArgumentException(
                        "%s must be or hold .csv or .parquet files, and does not".formatted(place));
            }
            return new RehearsedData(files, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Puts the files where the stage looks for them. A stage that has data keeps it, unless the user brings their own.
     *
     * @return whether anything was put
     * @throws IllegalStateException where other data lies beside the user's: a model of both would be made
     */
    boolean bringTo(RawData raw) {
        var there = raw.files().stream().map(StoredFile::key).toList();
        if (!isOwn && !there.isEmpty()) {
            return false;
        }
        var own = files.stream().map(RehearsedData::name).collect(Collectors.toSet());
        there.stream()
                .filter(key -> !own.contains(key.substring(key.lastIndexOf('/') + 1)))
                .findFirst()
                .ifPresent(other -> {
                    throw new IllegalStateException(
                            "%s holds other data already: %s. A model of yours alone takes an empty stage: trainyard stop, and begin anew with --data"
                                    .formatted(raw.place(), other));
                });
        files.forEach(raw::put);
        return true;
    }

    /** A file without its directory. */
    static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static boolean isData(Path file) {
        var name = file.toString().toLowerCase(Locale.ROOT);
        return Files.isRegularFile(file) && (name.endsWith(".csv") || name.endsWith(".parquet"));
    }
}
