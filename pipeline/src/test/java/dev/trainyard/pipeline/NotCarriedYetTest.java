package dev.trainyard.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.config.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotCarriedYetTest {

    private static final Path EXAMPLE = Path.of(Objects.requireNonNull(System.getProperty("trainyard.root")))
            .resolve("config/src/test/resources/example");

    @TempDir
    private Path directory;

    private Path edited(String stage, String from, String to) throws IOException {
        Files.createDirectories(directory.resolve("stages"));
        for (var name : new String[] {"pipeline.yaml", "stages/dev.yaml", "stages/staging.yaml", "stages/prod.yaml"}) {
            Files.copy(EXAMPLE.resolve(name), directory.resolve(name));
        }
        var file = directory.resolve("stages/" + stage + ".yaml");
        Files.writeString(file, Files.readString(file).replace(from, to));
        return directory;
    }

    @Test
    void aPromotionIsRefusedByFileAndKey() throws IOException {
        var config = ConfigLoader.load(edited("prod", "source: train", "source: promote"));

        assertThat(NotCarriedYet.in(config))
                .singleElement()
                .asString()
                .contains("config/stages/prod.yaml", "model.source", "write train");
    }

    @Test
    void whatIsCarriedIsNotRefused() {
        assertThat(NotCarriedYet.in(ConfigLoader.load(EXAMPLE))).isEmpty();
    }
}
