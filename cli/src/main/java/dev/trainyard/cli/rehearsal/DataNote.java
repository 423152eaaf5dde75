package dev.trainyard.cli.rehearsal;

import dev.trainyard.cli.standin.StateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Which data of one's own a rehearsal was given, so that who answers its approval later brings the same to the next stages. */
public final class DataNote {

    private DataNote() {}

    static void write(StateDirectory state, Optional<RehearsedData> data) {
        try {
            Files.createDirectories(state.path());
            Files.deleteIfExists(file(state));
            if (data.isPresent()) {
                Files.write(
                        file(state),
                        data.get().files().stream()
                                .map(each -> each.toAbsolutePath().toString())
                                .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @return the data that the rehearsal was given; empty where it takes the sample
     * @throws IllegalStateException where a file of it is gone: another model would be made than in the stages before
     */
    public static Optional<RehearsedData> read(StateDirectory state) {
        if (!Files.exists(file(state))) {
            return Optional.empty();
        }
        try {
            var files = Files.readAllLines(file(state)).stream().map(Path::of).toList();
            files.stream().filter(each -> !Files.exists(each)).findFirst().ifPresent(gone -> {
                throw new IllegalStateException(
                        "the data of this rehearsal is gone: %s; put it back, or begin anew with trainyard rehearse --data"
                                .formatted(gone));
            });
            return Optional.of(new RehearsedData(files, true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(StateDirectory state) {
        return state.path().resolve("data");
    }
}
