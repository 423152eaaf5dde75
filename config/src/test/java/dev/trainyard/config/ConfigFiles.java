package dev.trainyard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A copy of the example that each test may spoil: the repository's own config is its users' to change. */
final class ConfigFiles implements BeforeEachCallback, AfterEachCallback {

    static final Path REPOSITORY = Path.of(Objects.requireNonNull(System.getProperty("trainyard.root")))
            .resolve("config");

    static final Path EXAMPLE = REPOSITORY.resolve("src/test/resources/example");

    private static final List<String> FILES =
            List.of("pipeline.yaml", "stages/dev.yaml", "stages/staging.yaml", "stages/prod.yaml");

    private Path temporary = Path.of("");

    @Override
    public void beforeEach(ExtensionContext test) throws IOException {
        temporary = Files.createTempDirectory("trainyard-config-");
        Files.createDirectories(directory().resolve("stages"));
        for (String file : FILES) {
            Files.copy(EXAMPLE.resolve(file), directory().resolve(file));
        }
    }

    @Override
    public void afterEach(ExtensionContext test) throws IOException {
        try (var all = Files.walk(temporary)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** What the loader is pointed at: problems name files below the last part of it. */
    Path directory() {
        return temporary.resolve("config");
    }

    /** Replaces text that must be there, or the test would prove nothing. */
    ConfigFiles replace(String file, String text, String replacement) {
        String before = read(file);
        assertThat(before).contains(text);
        return write(file, before.replace(text, replacement));
    }

    ConfigFiles write(String file, String content) {
        try {
            Files.writeString(directory().resolve(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    String read(String file) {
        try {
            return Files.readString(directory().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the loader refuses; nothing when it takes it all. */
    List<String> problems() {
        return problems(directory());
    }

    static List<String> problems(Path directory) {
        try {
            ConfigLoader.load(directory);
            return List.of();
        } catch (ConfigException e) {
            return e.problems();
        }
    }
}
