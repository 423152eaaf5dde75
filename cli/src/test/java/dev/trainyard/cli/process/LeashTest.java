package dev.trainyard.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class LeashTest {

    @TempDir
    private Path directory;

    private Invocation shell(String script) {
        return new Invocation(
                "the script",
                List.of("sh", "-c", script),
                directory,
                Map.of("PATH", System.getenv("PATH")),
                directory.resolve("log"));
    }

    @Test
    void writesBothOutputsToTheLog() throws Exception {
        try (var leash = new Leash()) {
            leash.run(shell("echo out; echo err >&2"));
        }

        assertThat(Files.readAllLines(directory.resolve("log"))).containsExactly("out", "err");
    }

    @Test
    void saysTheEndOfTheLogWhenACommandFails() {
        try (var leash = new Leash()) {
            assertThatThrownBy(() -> leash.run(shell("echo the reason; exit 7")))
                    .isInstanceOf(FailedCommand.class)
                    .hasMessageContaining("the script failed with exit code 7")
                    .hasMessageContaining("the reason");
        }
    }

    @Test
    void aChildEndsWhenTheLeashIsClosed() throws Exception {
        var leash = new Leash();
        Path pidFile = directory.resolve("pid");
        var run = CompletableFuture.runAsync(
                () -> leash.run(shell("echo $$ >pid.part; mv pid.part pid; exec sleep 600")));
        while (!Files.exists(pidFile)) {
            Thread.onSpinWait();
        }
        long pid = Long.parseLong(Files.readString(pidFile).strip());

        leash.close();

        assertThat(run).failsWithin(5, TimeUnit.SECONDS);
        assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive)).isNotEqualTo(java.util.Optional.of(true));
    }
}
