package dev.trainyard.repositorytests.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** Every state machine of every stage is Amazon States Language by a judge that is not ours, and the judge does refuse. */
class WorkflowDefinitionTest {

    @TempDir
    Path directory;

    static Stream<SynthesizedProject.Resource> machines() {
        return Repository.CONFIG.stages().stream().flatMap(Definition::all);
    }

    private static Definition any() {
        return Definition.of(Repository.CONFIG.stages().getFirst());
    }

    @ParameterizedTest
    @MethodSource("machines")
    void isValid(SynthesizedProject.Resource machine) throws IOException, InterruptedException {
        var verdict = AslValidator.judge(Definition.of(machine).text(), directory);

        assertThat(verdict.code()).as(verdict.words()).isZero();
    }

    @Test
    void aNextThatLeadsNowhereIsRefused() throws IOException, InterruptedException {
        var broken = any().json();
        ((ObjectNode) broken.at("/States/ReadInput")).put("Next", "NoSuchState");

        var verdict = AslValidator.judge(broken.toString(), directory);

        assertThat(verdict.code()).as(verdict.words()).isEqualTo(1);
    }

    @Test
    void anExpressionThatIsNotJsonataIsRefused() throws IOException, InterruptedException {
        var broken = any().json();
        ((ObjectNode) broken.at("/States/ReadInput/Assign")).put("request", "{% $states.input. %}");

        var verdict = AslValidator.judge(broken.toString(), directory);

        assertThat(verdict.code()).as(verdict.words()).isEqualTo(1);
    }
}
