package dev.trainyard.repositorytests.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Every state machine of every stage is Amazon States Language by a judge that is not ours, and the judge does refuse. */
class WorkflowDefinitionTest {

    @TempDir
    Path directory;

    /** Of every stage, by stage and logical id. */
    private static Map<String, String> machines() {
        var machines = new TreeMap<String, String>();
        Repository.CONFIG
                .stages()
                .forEach(stage -> Definition.all(stage)
                        .forEach(machine -> machines.put(
                                stage.stage() + "-" + machine.id(),
                                Definition.of(machine).text())));
        return machines;
    }

    private static Definition any() {
        return Definition.of(Repository.CONFIG.stages().getFirst());
    }

    @Test
    void eachIsValid() throws IOException, InterruptedException {
        var verdict = AslValidator.judge(machines(), directory);

        assertThat(verdict.code()).as(verdict.words()).isZero();
    }

    @Test
    void aNextThatLeadsNowhereIsRefusedAmongOthers() throws IOException, InterruptedException {
        var broken = any().json();
        ((ObjectNode) broken.at("/States/ReadInput")).put("Next", "NoSuchState");
        var all = machines();
        all.put("broken", broken.toString());

        var verdict = AslValidator.judge(all, directory);

        assertThat(verdict.code()).as(verdict.words()).isEqualTo(1);
    }

    @Test
    void anExpressionThatIsNotJsonataIsRefused() throws IOException, InterruptedException {
        var broken = any().json();
        ((ObjectNode) broken.at("/States/ReadInput/Assign")).put("request", "{% $states.input. %}");

        var verdict = AslValidator.judge(broken.toString(), directory);

        assertThat(verdict.code()).as(verdict.words()).isEqualTo(1);
        assertThat(verdict.words()).contains("/States/ReadInput/Assign/request", "got [{% $states.input. %}]");
    }
}
