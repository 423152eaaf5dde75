package dev.trainyard.engine.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.engine.build.HostRuntimes.Installed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuntimeSelectionTest {
    @TempDir
    Path root;

    @AfterEach
    void removeLinks() throws IOException {
        Links.removeBelow(root);
    }

    private RuntimeSelection selection;

    @BeforeEach
    void prepare() throws IOException {
        for (String file : List.of(
                "jdk/bin/java",
                "node/bin/node",
                "node/bin/npm",
                "python3",
                "mvn",
                "bin/sh",
                "bin/tar",
                "bin/java",
                "bin/node",
                "bin/python3",
                "bin/pip3.12",
                "bin/aws",
                "bin/cdk",
                "bin/mvn")) {
            Files.createDirectories(root.resolve(file).getParent());
            Files.writeString(root.resolve(file), "#!/bin/sh\n");
            assertThat(root.resolve(file).toFile().setExecutable(true)).isTrue();
        }
        selection = new RuntimeSelection(
                new HostRuntimes(
                        new Installed(root.resolve("jdk"), "25.0.1"),
                        new Installed(root.resolve("node"), "24.4.0"),
                        new Installed(root.resolve("python3"), "3.12.1"),
                        Optional.of(root.resolve("mvn"))),
                new ToolLinks(root.resolve("tools"), List.of(root.resolve("bin"))));
    }

    private static boolean finds(Toolbox tools, String command) {
        return tools.path().stream().anyMatch(directory -> Files.exists(Path.of(directory, command)));
    }

    @Test
    void givesOnlyWhatIsDeclared() {
        Toolbox tools = selection.select(Map.of("nodejs", "24"));

        assertThat(Stream.of("node", "npm", "sh", "tar").filter(command -> finds(tools, command)))
                .containsExactly("node", "npm", "sh", "tar");
        assertThat(Stream.of("java", "mvn", "python", "python3", "pip3.12", "cdk", "aws")
                        .filter(command -> finds(tools, command)))
                .isEmpty();
        assertThat(tools.differences()).isEmpty();
        assertThat(tools.environment()).doesNotContainKey("JAVA_HOME");
    }

    @Test
    void givesMavenWithJava() {
        Toolbox tools = selection.select(Map.of("java", "corretto25"));

        assertThat(Stream.of("java", "mvn", "node").filter(command -> finds(tools, command)))
                .containsExactly("java", "mvn");
        assertThat(tools.environment())
                .containsEntry("JAVA_HOME", root.resolve("jdk").toString());
    }

    @Test
    void tellsADifference() {
        assertThat(selection.select(Map.of("nodejs", "22", "python", "3.13")).differences())
                .containsExactly("nodejs 24.4.0 in place of 22", "python 3.12.1 in place of 3.13");
        assertThat(selection.select(Map.of()).differences())
                .singleElement()
                .asString()
                .contains("no runtime-versions");
    }

    @ParameterizedTest
    @CsvSource({"nodejs, 24", "nodejs, 24.x", "nodejs, latest", "python, 3.12", "python, 3.x"})
    void takesTheFormsOfCodeBuild(String runtime, String version) {
        assertThat(selection.select(Map.of(runtime, version)).differences()).isEmpty();
    }

    @Test
    void refusesAnotherJava() {
        assertThatThrownBy(() -> selection.select(Map.of("java", "corretto21")))
                .hasMessageContaining("corretto21")
                .hasMessageContaining("25.0.1");
    }

    @Test
    void refusesARuntimeThatItDoesNotKnow() {
        assertThatThrownBy(() -> selection.select(Map.of("golang", "1.22"))).hasMessageContaining("golang");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"v20.20.2", "openjdk 20.20.2 2026-01-01", "Picked up JAVA_TOOL_OPTIONS: -Xmx9\nPython 20.20.2"})
    void readsVersions(String answer) {
        assertThat(HostRuntimes.version(answer)).isEqualTo("20.20.2");
    }
}
