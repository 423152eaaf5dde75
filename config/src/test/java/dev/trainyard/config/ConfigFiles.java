package dev.trainyard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A copy of the example that a test may spoil: the repository's own config is its users' to change. */
record ConfigFiles(Path directory) {

    static final Path REPOSITORY = Path.of(Objects.requireNonNull(System.getProperty("trainyard.root")))
            .resolve("config");

    static final Path EXAMPLE = REPOSITORY.resolve("src/test/resources/example");

    static ConfigFiles copiedTo(Path temporary) {
        Path directory = temporary.resolve("config");
        try {
            Files.createDirectories(directory.resolve("stages"));
            for (String file :
                    new String[] {"pipeline.yaml", "stages/dev.yaml", "stages/staging.yaml", "stages/prod.yaml"}) {
                Files.copy(EXAMPLE.resolve(file), directory.resolve(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ConfigFiles(directory);
    }

    /** Replaces text that must be there, or the test would prove nothing. */
    ConfigFiles replace(String file, String text, String replacement) {
        String before = read(file);
        assertThat(before).contains(text);
        return write(file, before.replace(text, replacement));
    }

    ConfigFiles write(String file, String content) {
        try {
            Files.writeString(directory.resolve(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    String read(String file) {
        try {
            return Files.readString(directory.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the loader refuses; nothing when it takes it all. */
    List<String> problems() {
        try {
            ConfigLoader.load(directory);
            return List.of();
        } catch (ConfigException e) {
            return e.problems();
        }
    }
}
