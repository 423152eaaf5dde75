package dev.trainyard.cli.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
