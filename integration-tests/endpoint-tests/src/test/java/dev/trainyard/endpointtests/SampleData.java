package dev.trainyard.endpointtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
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

    /** Every row with the target of another, by a fixed seed: there is nothing to be learnt from it. */
    static byte[] shuffled() {
        var lines = new String(all(), StandardCharsets.UTF_8).lines().toList();
        var target = List.of(lines.getFirst().split(",")).indexOf("Miles_per_Gallon");
        var rows = lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
        var targets = new ArrayList<>(rows.stream().map(row -> row[target]).toList());
        Collections.shuffle(targets, new Random(1));
        for (int row = 0; row < rows.size(); row++) {
            rows.get(row)[target] = targets.get(row);
        }
        return Stream.concat(lines.stream().limit(1), rows.stream().map(row -> String.join(",", row)))
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.UTF_8);
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
