package dev.trainyard.cli.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

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

    private static boolean isData(Path file) {
        var name = file.toString().toLowerCase(Locale.ROOT);
        return Files.isRegularFile(file) && (name.endsWith(".csv") || name.endsWith(".parquet"));
    }
}
