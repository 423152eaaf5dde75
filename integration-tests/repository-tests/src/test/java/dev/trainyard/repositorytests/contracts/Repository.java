package dev.trainyard.repositorytests.contracts;

import dev.trainyard.config.ConfigLoader;
import dev.trainyard.config.PlatformConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The files of this repository. */
final class Repository {

    static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("trainyard.root")));
    static final PlatformConfig CONFIG = ConfigLoader.load(ROOT.resolve("config"));

    private Repository() {}

    static String text(String path) {
        return text(ROOT.resolve(path));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
