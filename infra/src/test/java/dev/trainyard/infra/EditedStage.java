package dev.trainyard.infra;

import dev.trainyard.config.ConfigLoader;
import dev.trainyard.config.PlatformConfig;
import dev.trainyard.config.StageConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.UnaryOperator;

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
        return edited("dev", yaml -> yaml.replace("endpoint:\n", "endpoint:\n" + endpoint.indent(2)) + more)
                .stages()
                .getFirst();
    }

    /** The whole example, its last stage taking the model of the one before. */
    static PlatformConfig promoting() {
        return edited("prod", yaml -> yaml.replace("source: train", "source: promote"));
    }

    /** The same, where the stage before trains in an image of its own. */
    static PlatformConfig promotingFrom(String image) {
        var directory = directory();
        edit(directory, "prod", yaml -> yaml.replace("source: train", "source: promote"));
        edit(
                directory,
                "staging",
                yaml -> yaml.replace(
                        "  training: {",
                        "  training: {image: {uri: %s, entryPoint: [python, train.py]}, ".formatted(image)));
        return ConfigLoader.load(directory);
    }

    private static PlatformConfig edited(String stage, UnaryOperator<String> edit) {
        var directory = directory();
        edit(directory, stage, edit);
        return ConfigLoader.load(directory);
    }

    private static Path directory() {
        try {
            var directory = Files.createTempDirectory(Path.of("target"), "edited-");
            Files.createDirectories(directory.resolve("stages"));
            for (var name :
                    new String[] {"pipeline.yaml", "stages/dev.yaml", "stages/staging.yaml", "stages/prod.yaml"}) {
                Files.copy(EXAMPLE.resolve(name), directory.resolve(name));
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void edit(Path directory, String stage, UnaryOperator<String> edit) {
        try {
            var file = directory.resolve("stages/" + stage + ".yaml");
            Files.writeString(file, edit.apply(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
