package dev.trainyard.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.engine.wire.ApiException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class TransitionsTest {
    private final CountDownLatch held = new CountDownLatch(1);
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final Rig rig = new Rig()
            .when("One/A", context -> {
                held.await();
                return Map.of();
            })
            .when("Two/B", context -> {
                done.add("Two/B");
                return Map.of();
            });

    private void transition(String operation, String reason) {
        rig.call(operation, """
                {"pipelineName": "line", "stageName": "Two", "transitionType": "Inbound"%s}
                """.formatted(reason.isEmpty() ? "" : ", \"reason\": \"" + reason + "\""));
    }

    /** An execution that has done stage One and may not enter Two. */
    private String waitingBeforeTwo() {
        rig.call("CreatePipeline", Rig.definition("One: A 1", "Two: B 1"));
        transition("DisableStageTransition", "not today");
        held.countDown();
        rig.await(
                "GetPipelineState",
                "{\"name\":\"line\"}",
                answer -> answer.at("/stageStates/1").hasNonNull("inboundExecution"));
        return rig.firstExecution();
    }

    @Test
    void holdsAnExecutionBackAndShowsWhy() {
        String id = waitingBeforeTwo();

        JsonNode stage = rig.call("GetPipelineState", "{\"name\":\"line\"}").at("/stageStates/1");

        assertThat(done).isEmpty();
        assertThat(stage.at("/inboundTransitionState/enabled").asBoolean()).isFalse();
        assertThat(stage.at("/inboundTransitionState/disabledReason").asString())
                .isEqualTo("not today");
        assertThat(stage.at("/inboundExecution/pipelineExecutionId").asString()).isEqualTo(id);
    }

    @Test
    void letsItGoOnOnceEnabled() {
        String id = waitingBeforeTwo();

        transition("EnableStageTransition", "");

        assertThat(rig.awaitEnd(id).path("status").asString()).isEqualTo("Succeeded");
        assertThat(done).containsExactly("Two/B");
    }

    @Test
    void anExecutionThatWaitsCanBeStopped() {
        String id = waitingBeforeTwo();

        rig.call("StopPipelineExecution", "{\"pipelineName\":\"line\",\"pipelineExecutionId\":\"" + id + "\"}");

        assertThat(rig.awaitEnd(id).path("status").asString()).isEqualTo("Stopped");
        assertThat(done).isEmpty();
    }

    @Test
    void anExecutionThatWaitsGivesWayToANewerOne() {
        String first = waitingBeforeTwo();

        String second = rig.call("StartPipelineExecution", "{\"name\":\"line\"}")
                .path("pipelineExecutionId")
                .asString();
        rig.await(
                "GetPipelineState",
                "{\"name\":\"line\"}",
                answer -> answer.at("/stageStates/1/inboundExecution/pipelineExecutionId")
                        .asString("")
                        .equals(second));

        assertThat(rig.awaitEnd(first).path("status").asString()).isEqualTo("Superseded");
        assertThat(done).isEmpty();
    }

    @Test
    void namesAStageThatIsNotThere() {
        rig.call("CreatePipeline", Rig.definition("One: A 1", "Three: B 1"));

        assertThatThrownBy(() -> transition("DisableStageTransition", "why"))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.type()).isEqualTo("StageNotFoundException"));
    }
}
