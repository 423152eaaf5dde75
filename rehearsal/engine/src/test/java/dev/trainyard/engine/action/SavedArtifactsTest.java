package dev.trainyard.engine.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.engine.pipeline.Rig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class SavedArtifactsTest {
    @TempDir
    Path directory;

    private final Rig rig = new Rig();
    private final AtomicBoolean stood = new AtomicBoolean();
    private FakeBucket bucket;

    @BeforeEach
    void prepare() throws IOException {
        bucket = new FakeBucket(directory, Map.of());
        SavedArtifacts saved = new SavedArtifacts(directory.resolve("built"), bucket);
        rig.when("Build/A", context -> {
            stood.set(saved.standFor(context));
            return Map.of();
        });
    }

    private void save(String... artifacts) throws IOException {
        Path saved = Files.createDirectories(directory.resolve("built/Build/A"));
        for (String artifact : artifacts) {
            Files.writeString(saved.resolve(artifact + ".zip"), "zip");
        }
    }

    /** Runs the action, which has the outputs One and Two. */
    private JsonNode run() {
        rig.call(
                "CreatePipeline",
                Rig.definition("Source: S 1", "Build: A 1")
                        .replace(
                                "{\"name\":\"A\",",
                                "{\"name\":\"A\",\"outputArtifacts\":[{\"name\":\"One\"},{\"name\":\"Two\"}],"));
        rig.awaitEnd(rig.firstExecution());
        return rig.runs().getFirst();
    }

    @Test
    void standForABuildAndSaySo() throws IOException {
        save("One", "Two");

        run();

        assertThat(stood).isTrue();
        assertThat(bucket.puts).hasSize(2);
        assertThat(rig.ledger)
                .anySatisfy(entry ->
                        assertThat(entry.toString()).contains("Build/A", "saved artifacts in place of the build"));
    }

    @Test
    void whereNoneAreSavedTheBuildRuns() {
        run();

        assertThat(stood).isFalse();
        assertThat(bucket.puts).isEmpty();
    }

    @Test
    void someWithoutTheOthersAreAMistake() throws IOException {
        save("One");

        JsonNode run = run();

        assertThat(run.at("/output/executionResult/errorDetails/message").asString())
                .contains("Build/A")
                .contains(List.of("One", "Two"));
        assertThat(bucket.puts).isEmpty();
    }
}
