package dev.trainyard.cli.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.trainyard.cli.release.RawData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsedDataTest {

    @TempDir
    private Path directory;

    @Test
    void ofADirectoryEveryFileOfDataIsMeant() throws IOException {
        Files.writeString(directory.resolve("b.csv"), "x");
        Files.writeString(directory.resolve("a.PARQUET"), "x");
        Files.writeString(directory.resolve("notes.txt"), "x");

        assertThat(RehearsedData.own(directory).files())
                .extracting(file -> String.valueOf(file.getFileName()))
                .containsExactly("a.PARQUET", "b.csv");
    }

    @Test
    void whatIsNotThereIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RehearsedData.own(directory.resolve("none.csv")))
                .withMessageStartingWith("there is no ");
    }

    @Test
    void aDirectoryWithoutDataIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RehearsedData.own(directory))
                .withMessageEndingWith("must be or hold .csv or .parquet files, and does not");
    }

    @Test
    void ownDataComesAnewWhereItLiesAlready() {
        var raw = new Bucket("raw/cars.csv");

        assertThat(own("cars.csv").bringTo(raw)).isTrue();
        assertThat(raw.put).containsExactly("cars.csv");
    }

    @Test
    void ownDataIsNotMixedWithOther() {
        var raw = new Bucket("raw/cars.csv", "raw/auto-mpg.csv");

        assertThatIllegalStateException()
                .isThrownBy(() -> own("cars.csv").bringTo(raw))
                .withMessageContainingAll(
                        "s3://stage/raw/ holds other data already: raw/auto-mpg.csv", "trainyard stop");
        assertThat(raw.put).isEmpty();
    }

    @Test
    void theSampleComesOnlyWhereNothingIs() {
        var sample = RehearsedData.sample(Path.of("auto-mpg.csv"));

        assertThat(sample.bringTo(new Bucket())).isTrue();
        assertThat(sample.bringTo(new Bucket("raw/cars.csv"))).isFalse();
    }

    private static RehearsedData own(String file) {
        return new RehearsedData(List.of(Path.of("elsewhere", file)), true);
    }

    private static final class Bucket implements RawData {

        private final List<String> keys;
        private final List<String> put = new ArrayList<>();

        private Bucket(String... keys) {
            this.keys = List.of(keys);
        }

        @Override
        public String place() {
            return "s3://stage/raw/";
        }

        @Override
        public List<StoredFile> files() {
            return keys.stream().map(key -> new StoredFile(key, "etag")).toList();
        }

        @Override
        public void put(Path file) {
            put.add(RehearsedData.name(file));
        }
    }
}
