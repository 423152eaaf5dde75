package dev.trainyard.cli.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.cli.standin.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataNoteTest {

    @TempDir
    Path directory = Path.of("");

    private StateDirectory state() {
        return new StateDirectory(directory.resolve("kept"));
    }

    private RehearsedData own() throws IOException {
        Path file = Files.writeString(directory.resolve("flats.csv"), "rooms\n3\n");
        return RehearsedData.own(file);
    }

    @Test
    void whoApprovesLaterBringsTheSameData() throws IOException {
        DataNote.write(state(), Optional.of(own()));
        assertThat(DataNote.read(state())).contains(own());
    }

    @Test
    void theNextRehearsalsSampleIsNotTheLastOnesData() throws IOException {
        DataNote.write(state(), Optional.of(own()));
        DataNote.write(state(), Optional.empty());
        assertThat(DataNote.read(state())).isEmpty();
    }

    @Test
    void dataThatIsGoneIsNamed() throws IOException {
        DataNote.write(state(), Optional.of(own()));
        Files.delete(directory.resolve("flats.csv"));
        assertThatThrownBy(() -> DataNote.read(state())).hasMessageContaining("flats.csv");
    }
}
