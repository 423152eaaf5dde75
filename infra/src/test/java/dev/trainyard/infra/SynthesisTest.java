package dev.trainyard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("thorough")
class SynthesisTest {

    /** In processes of their own: a JVM shuffles {@code Map.of} and {@code Set.of} by a salt that it draws at its start. */
    @Test
    void theSameFilesGiveTheSameBytes(@TempDir Path directory) throws Exception {
        var first = synthesis(directory.resolve("first"));
        var second = synthesis(directory.resolve("second"));
        assertThat(first.waitFor()).isZero();
        assertThat(second.waitFor()).isZero();
        assertThat(templates(directory.resolve("first")))
                .hasSize(3 * Stages.CONFIG.stages().size())
                .isEqualTo(templates(directory.resolve("second")));
    }

    private static Process synthesis(Path out) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dtrainyard.root=" + System.getProperty("trainyard.root"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SynthesisOfAllStages.class.getName(),
                        out.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("CDK_VALIDATION", "false");
        return builder.start();
    }

    private static Map<String, String> templates(Path out) throws IOException {
        var templates = new TreeMap<String, String>();
        try (var files = Files.walk(out)) {
            for (var file : files.filter(path -> path.toString().endsWith(".template.json"))
                    .toList()) {
                templates.put(out.relativize(file).toString(), Files.readString(file));
            }
        }
        return templates;
    }
}
