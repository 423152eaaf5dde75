package dev.trainyard.endpointtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sample data as {@code sagemaker-code} packs it, and data made from it. */
final class SampleData {
    private static final Path CSV = Path.of(
            Objects.requireNonNull(System.getProperty("trainyard.root")), "sagemaker-code/target/sample/auto-mpg.csv");

    private SampleData() {}

    static byte[] all() {
        try {
            return Files.readAllBytes(CSV);
        } catch (IOException e) {
            throw new UncheckedIOException("package sagemaker-code first: it packs the sample", e);
        }
    }

    /** The header and the first rows. */
    static byte[] firstRows(int rows) {
        var text = new String(all(), StandardCharsets.UTF_8);
        return Stream.of(text.lines().limit(1 + rows))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
