package dev.trainyard.repositorytests.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The stages of config/examples are synthesized, and what comes of them is right by judges that are not ours. */
class ExamplesTest {

    @TempDir
    Path directory;

    /** Their definitions, by stack and logical id. */
    private static Map<String, String> machines() {
        var machines = new TreeMap<String, String>();
        SynthesizedExamples.templates()
                .forEach((stack, template) -> SynthesizedProject.resources(template, "AWS::StepFunctions::StateMachine")
                        .forEach(machine -> machines.put(
                                stack + "-" + machine.id(),
                                Definition.of(machine).text())));
        return machines;
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

    @Test
    void everyStateMachineIsValid() throws IOException, InterruptedException {
        var machines = machines();
        var verdict = AslValidator.judge(machines, directory);

        assertThat(machines)
                .hasSizeGreaterThan(2 * SynthesizedExamples.CONFIG.stages().size());
        assertThat(verdict.code()).as(verdict.words()).isZero();
    }
}
