package dev.trainyard.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.cli.batch.BatchFiles.Count;
import dev.trainyard.cli.terminal.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchRequestTest {

    @TempDir
    private Path directory;

    private Path file(String name) throws IOException {
        return Files.writeString(directory.resolve(name), "1\n");
    }

    @Test
    void readsTheContentTypeFromTheFilesNames() throws IOException {
        var request = BatchRequest.of(List.of(file("a.jsonl"), file("b.jsonl")), "november/", true);

        assertThat(request.json())
                .isEqualTo("{\"input\":\"november/\",\"contentType\":\"application/jsonlines\",\"join\":true}");
    }

    @Test
    void refusesFilesOfTwoKinds() throws IOException {
        var files = List.of(file("a.jsonl"), file("b.csv"));

        assertThatThrownBy(() -> BatchRequest.of(files, "x/", false))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("one kind");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> BatchRequest.of(List.of(directory.resolve("gone.csv")), "x/", false))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("gone.csv");
    }

    @Test
    void refusesAKindThatItDoesNotKnow() throws IOException {
        var files = List.of(file("a.parquet"));

        assertThatThrownBy(() -> BatchRequest.of(files, "x/", false))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("a.parquet", ".csv", ".jsonl");
    }

    @Test
    void countsTheRecordsThatWereRefused() throws IOException {
        Path answers = Files.writeString(directory.resolve("cars.jsonl.out"), """
                {"prediction": 17.5}
                {"error": {"message": "Origin must be …"}}
                {"prediction": 20.25}
                """);

        assertThat(BatchFiles.count(answers)).isEqualTo(new Count(3, 1));
    }
}
