package dev.trainyard.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.cli.doctor.Finding.Grade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkCheckTest {

    private static final Path CONFIG = Path.of(Objects.requireNonNull(System.getProperty("trainyard.root")))
            .resolve("config");

    private record Fake(Optional<String> java) implements Machine {
        @Override
        public Optional<String> firstLine(String... command) {
            return java;
        }

        @Override
        public long memoryMiB() {
            return 8000;
        }

        @Override
        public int cores() {
            return 2;
        }

        @Override
        public long freeDiskMiB() {
            return 9000;
        }
    }

    @Test
    void theJavaOfSparkIsNamedOnlyWhereAStageWantsSpark(@TempDir Path spark, @TempDir Path pandas) throws IOException {
        assertThat(check(withEngine(pandas, "pandas"), Optional.empty())).isEmpty();
        assertThat(check(withEngine(spark, "spark"), Optional.empty()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.grade()).isEqualTo(Grade.NOTE);
                    assertThat(finding.what())
                            .contains("Java 17 for Spark (engine of dev)", "next rehearsal brings it");
                });
    }

    @Test
    void aJavaThatIsThereIsFine(@TempDir Path directory) throws IOException {
        assertThat(check(withEngine(directory, "spark"), Optional.of("openjdk version \"17.0.9\"")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.grade()).isEqualTo(Grade.FINE);
                    assertThat(finding.what()).endsWith("openjdk version \"17.0.9\"");
                });
    }

    private static List<Finding> check(Path config, Optional<String> java) {
        return SparkCheck.run(new Fake(java), config);
    }

    /** The repository's own config, its engines taken away, dev's set. */
    private static Path withEngine(Path directory, String engine) throws IOException {
        Files.createDirectories(directory.resolve("stages"));
        Files.copy(CONFIG.resolve("pipeline.yaml"), directory.resolve("pipeline.yaml"));
        try (var stages = Files.list(CONFIG.resolve("stages"))) {
            for (Path stage : stages.toList()) {
                var text = Files.readString(stage).replaceAll(", engine: \\w+", "");
                var ours = stage.endsWith("dev.yaml")
                        ? text.replaceFirst("(processing: \\{[^}]*)}", "$1, engine: " + engine + "}")
                        : text;
                Files.writeString(directory.resolve("stages").resolve(stage.getFileName()), ours);
            }
        }
        return directory;
    }
}
