package dev.trainyard.repositorytests.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.repositorytests.contracts.SynthesizedProject.Resource;
import java.io.IOException;
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

    @TempDir
    Path directory;

    static Stream<Resource> machines() {
        return SynthesizedExamples.templates().values().stream()
                .flatMap(template -> SynthesizedProject.resources(template, "AWS::StepFunctions::StateMachine"));
    }

    @Test
    void everyTemplateIsCleanUnderCfnLint() throws IOException, InterruptedException {
        assertThat(SynthesizedExamples.files())
                .hasSizeGreaterThan(3 * SynthesizedExamples.CONFIG.stages().size());
        assertThat(CfnLint.errors(SynthesizedExamples.files())).isEmpty();
    }

    @Test
    void cfnLintDoesRefuse() throws IOException, InterruptedException {
        var template = (ObjectNode)
                JsonMapper.shared().readTree(SynthesizedExamples.files().getFirst());
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
