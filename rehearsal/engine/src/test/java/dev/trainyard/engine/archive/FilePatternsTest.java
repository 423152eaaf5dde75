package dev.trainyard.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilePatternsTest {
    @ParameterizedTest
    @CsvSource({
        "**/*, top, true",
        "**/*, a/b/c, true",
        "*, top, true",
        "*, a/b, false",
        "a/**/*, a/b, true",
        "a/**/*, a/b/c, true",
        "a/**/*, b/a/c, false",
        "./top, top, true",
        "**/*.jar, lib/it.jar, true",
        "**/*.jar, it.jar, true",
        "**/*.jar, it.zip, false"
    })
    void matchesAsCodeBuildDoes(String pattern, String name, boolean matches) {
        assertThat(new FilePatterns(List.of(pattern), List.of()).matches(Path.of(name)))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"src/a, true", "node_modules/a, false", "src/node_modules/a, false"})
    void leavesOutExcludedPaths(String name, boolean matches) {
        assertThat(new FilePatterns(List.of("**/*"), List.of("**/node_modules/**/*")).matches(Path.of(name)))
                .isEqualTo(matches);
    }
}
