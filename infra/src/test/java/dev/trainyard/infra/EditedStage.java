package dev.trainyard.infra;

import dev.trainyard.config.ConfigLoader;
import dev.trainyard.config.StageConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The first stage of the config's own example, with keys that it leaves out: whatever the repository's config holds. */
final class EditedStage {

    private static final Path EXAMPLE = Path.of(Objects.requireNonNull(System.getProperty("trainyard.root")))
            .resolve("config/src/test/resources/example");

    private EditedStage() {}

    /**
     * @param endpoint lines to add below {@code endpoint:}
     * @param more lines to add at the end
     */
    static StageConfig with(String endpoint, String more) {
        try {
            var directory = Files.createTempDirectory(Path.of("target"), "edited-");
            Files.createDirectories(directory.resolve("stages"));
            for (var name :
                    new String[] {"pipeline.yaml", "stages/dev.yaml", "stages/staging.yaml", "stages/prod.yaml"}) {
                Files.copy(EXAMPLE.resolve(name), directory.resolve(name));
            }
            var file = directory.resolve("stages/dev.yaml");
            var yaml = Files.readString(file).replace("endpoint:\n", "endpoint:\n" + endpoint.indent(2));
            Files.writeString(file, yaml + more);
            return ConfigLoader.load(directory).stages().getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
