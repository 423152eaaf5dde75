package dev.trainyard.cli.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.cli.terminal.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsTest {

    @TempDir
    private Path directory;

    @Test
    void putsTypedRowsIntoOneRequest() {
        var rows = Rows.typed(List.of("{\"a\": 1}", "{\"a\": 2}"));

        assertThat(rows.contentType()).isEqualTo("application/json");
        assertThat(rows.body()).isEqualTo("{\"instances\":[{\"a\":1},{\"a\":2}]}");
    }

    @Test
    void refusesARowThatIsNoJson() {
        assertThatThrownBy(() -> Rows.typed(List.of("Cylinders=8")))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("JSON object", "Cylinders=8");
    }

    @Test
    void readsAFilesKindFromItsName() throws IOException {
        Path file = Files.writeString(directory.resolve("rows.csv"), "1,2\n");

        assertThat(Rows.of(file)).isEqualTo(new Rows("text/csv", "1,2\n"));
    }

    @Test
    void refusesAFileOfAnotherKind() {
        assertThatThrownBy(() -> Rows.of(directory.resolve("rows.xlsx")))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("rows.xlsx", ".csv", ".jsonl");
    }
}
