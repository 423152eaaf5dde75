package dev.trainyard.engine.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.engine.build.Project.BuildImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CuratedImagesTest {
    private static final String STANDARD = "aws/codebuild/standard:8.0";

    @TempDir
    Path root;

    private final CuratedImages images = new CuratedImages();

    @AfterEach
    void removeLinks() throws IOException {
        Links.removeBelow(root);
    }

    private Build build(String image, String runtimes) throws InterruptedException {
        BuildRig rig = new BuildRig(root, """
                version: 0.2
                phases:
                  install: {runtime-versions: %s}
                  build: {commands: ['true']}
                """.formatted(runtimes));
        return rig.with(from -> new Project(
                        from.name(),
                        from.serviceRole(),
                        from.sourceType(),
                        from.buildspec(),
                        new BuildImage(image, "LINUX_CONTAINER", "BUILD_GENERAL1_SMALL", false),
                        from.variables(),
                        from.encryptionKey(),
                        from.timeout(),
                        from.logGroup(),
                        from.recorded()))
                .run();
    }

    @Test
    void anImageThatDoesNotExistIsNotPulled() throws Exception {
        Build build = build("aws/codebuild/standard:9.0", "{java: corretto25}");

        assertThat(build.failedPhase()).hasValueSatisfying(phase -> {
            assertThat(phase.name()).isEqualTo("PROVISIONING");
            assertThat(phase.code()).contains("BUILD_CONTAINER_UNABLE_TO_PULL_IMAGE");
            assertThat(phase.message())
                    .contains("aws/codebuild/standard:9.0 does not exist", "standard:8.0", "standard:7.0")
                    .doesNotContain("amazonlinux");
        });
    }

    @Test
    void aVersionThatTheImageLacksEndsTheBuildBeforeItBegins() throws Exception {
        Build build = build(STANDARD, "{nodejs: 20}");

        assertThat(build.failedPhase()).hasValueSatisfying(phase -> {
            assertThat(phase.name()).isEqualTo("DOWNLOAD_SOURCE");
            assertThat(phase.code()).contains("YAML_FILE_ERROR");
            assertThat(phase.message())
                    .isEqualTo("Unknown runtime version named '20' of nodejs."
                            + " This build image has the following versions: 24, 22");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                STANDARD,
                "aws/codebuild/standard:7.0-24.10.29",
                "aws/codebuild/amazonlinux-aarch64-standard:3.0",
                "public.ecr.aws/docker/library/maven:4",
                "111111111111.dkr.ecr.us-east-1.amazonaws.com/mine:1"
            })
    void takesWhatThereIsAndWhatIsSomebodyElses(String image) {
        assertThatCode(() -> images.demand(image)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws/codebuild/standard", "aws/codebuild/ubuntu:8.0", "aws/codebuild/standard:8.0-beta"})
    void refusesAnyOtherOfItsNames(String image) {
        assertThatThrownBy(() -> images.demand(image)).hasMessageContaining("standard:8.0");
    }

    @ParameterizedTest
    @CsvSource({"nodejs, 24.x", "nodejs, latest", "python, 3.10", "python, 3.x", "java, corretto25", "golang, 1.26"})
    void takesTheFormsOfCodeBuild(String runtime, String version) {
        assertThatCode(() -> images.demand(STANDARD, Map.of(runtime, version))).doesNotThrowAnyException();
        assertThatCode(() -> images.demand("mine:1", Map.of("java", "corretto99")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"nodejs, 2.x", "java, 25", "java, openjdk17", "python, 3.1", "python, 3.9"})
    void refusesWhatTheImageLacks(String runtime, String version) {
        assertThatThrownBy(() -> images.demand(STANDARD, Map.of(runtime, version)))
                .hasMessageStartingWith("Unknown runtime version named '" + version + "' of " + runtime);
    }
}
