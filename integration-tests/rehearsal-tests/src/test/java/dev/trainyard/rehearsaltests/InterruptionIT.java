package dev.trainyard.rehearsaltests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A rehearsal that is ended from outside leaves nothing; two moments of many, the others are run by hand. */
@Order(4)
class InterruptionIT {
    private static final Path SCRIPT = Path.of(Objects.requireNonNull(System.getProperty("trainyard.root")))
            .resolve("integration-tests/interruptions/interruptions.py");

    @Test
    void noProcessIsLeft() {
        RepositoryCopy copy = RepositoryCopy.get();

        Command.Result result = new Command(
                        copy,
                        "python3",
                        "-B",
                        SCRIPT.toString(),
                        copy.root().toString(),
                        "--saved",
                        SavedBuild.asBuilt().getLast(),
                        "--moments-only",
                        "--only",
                        "Ctrl-C training|kill -9 SelfMutate")
                .run();

        assertThat(result.output()).contains("ok   Ctrl-C", "ok   kill -9");
        assertThat(result.code()).as(result.output()).isZero();
    }
}
