package dev.trainyard.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.cli.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandRecordTest {

    @TempDir
    private Path directory;

    private void add(CommandRecord record) {
        var invocation = new Invocation(
                "the deployment", List.of("cdk", "deploy"), directory, Map.of("A", "b"), directory.resolve("log"));
        record.add(invocation, Instant.ofEpochSecond(10), Instant.ofEpochMilli(11_500));
    }

    @Test
    void keepsACommandFromEveryoneElse() throws Exception {
        add(CommandRecord.asked(Map.of("TRAINYARD_RECORD", "1")));

        Path file = directory.resolve("step-0.jsonl");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        var record = Json.tree(Files.readString(file));
        assertThat(record.at("/command/1").asString()).isEqualTo("deploy");
        assertThat(record.at("/environment/A").asString()).isEqualTo("b");
        assertThat(record.at("/seconds").asDouble()).isEqualTo(1.5);
    }

    @Test
    void isAskedForByTheEnvironmentAlone() {
        add(CommandRecord.asked(Map.of()));

        assertThat(directory).isEmptyDirectory();
    }
}
