package dev.trainyard.repositorytests.contracts;

import dev.trainyard.config.ConfigLoader;
import dev.trainyard.config.PlatformConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What the stages of config/examples synthesize to; made once. */
final class SynthesizedExamples {

    static final PlatformConfig CONFIG = ConfigLoader.load(Repository.ROOT.resolve("config/examples"));
    static final Path ASSEMBLY = SynthesizedProject.synthesize(CONFIG);

    private SynthesizedExamples() {}

    static Map<String, JsonNode> templates() {
        return SynthesizedProject.read(ASSEMBLY);
    }

    static List<Path> files() {
        try (var files = Files.walk(ASSEMBLY)) {
            return files.filter(file -> file.toString().endsWith(".template.json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
