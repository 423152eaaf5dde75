package dev.trainyard.repositorytests.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.config.ConfigLoader;
import dev.trainyard.config.PlatformConfig;
import dev.trainyard.repositorytests.contracts.SynthesizedProject.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The stages of config/examples are synthesized, and what comes of them is right by judges that are not ours. */
class ExamplesTest {

    private static final PlatformConfig EXAMPLES = ConfigLoader.load(Repository.ROOT.resolve("config/examples"));
    private static final Path ASSEMBLY = SynthesizedProject.synthesize(EXAMPLES);

    @TempDir
    Path directory;

    static Stream<Resource> machines() {
        return SynthesizedProject.read(ASSEMBLY).values().stream()
                .flatMap(template -> SynthesizedProject.resources(template, "AWS::StepFunctions::StateMachine"));
    }

    private static List<Path> templates() {
        try (var files = Files.walk(ASSEMBLY)) {
            return files.filter(file -> file.toString().endsWith(".template.json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyTemplateIsCleanUnderCfnLint() throws IOException, InterruptedException {
        assertThat(templates()).hasSizeGreaterThan(3 * EXAMPLES.stages().size());
        assertThat(CfnLint.errors(templates())).isEmpty();
    }

    @Test
    void cfnLintDoesRefuse() throws IOException, InterruptedException {
        var template = (ObjectNode) JsonMapper.shared().readTree(templates().getFirst());
        template.withObject("/Resources/Offender")
                .put("Type", "AWS::S3::Bucket")
                .withObject("Properties")
                .put("Bucket", 1);
        var broken = Files.writeString(directory.resolve("broken.template.json"), template.toString());

        assertThat(CfnLint.errors(List.of(broken))).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("machines")
    void everyStateMachineIsValid(Resource machine) throws IOException, InterruptedException {
        var verdict = AslValidator.judge(Definition.of(machine).text(), directory);

        assertThat(verdict.code()).as(verdict.words()).isZero();
    }
}
