package dev.trainyard.engine.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Removes links below a test's directory before JUnit does, which warns of each that leads out of it. */
final class Links {
    private Links() {}

    static void removeBelow(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> links = files.filter(Files::isSymbolicLink).toList();
            for (Path link : links) {
                Files.delete(link);
            }
        }
    }
}
