package dev.trainyard.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.engine.action.ManualApprovalAction;
import dev.trainyard.engine.wire.ApiException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class ApprovalTest {
    private final Approvals approvals = new Approvals();
    private final Rig rig = new Rig(new ManualApprovalAction(approvals), approvals);

    @BeforeEach
    void create() {
        rig.call(
                "CreatePipeline",
                Rig.definition(
                        "Prod: Approve 1 \"CustomData\":\"look\",\"ExternalEntityLink\":\"https://page\"", "Two: B 1"));
    }

    private JsonNode waiting() {
        return rig.await(
                        "GetPipelineState",
                        "{\"name\":\"line\"}",
                        answer -> answer.at("/stageStates/0/actionStates/0/latestExecution")
                                .hasNonNull("token"))
                .at("/stageStates/0/actionStates/0");
    }

    private void answer(String token, String status) {
        rig.call("PutApprovalResult", """
                {"pipelineName": "line", "stageName": "Prod", "actionName": "Approve", "token": "%s",
                 "result": {"status": "%s", "summary": "because"}}
                """.formatted(token, status));
    }

    @Test
    void showsWhatTheApproverNeeds() {
        JsonNode state = waiting();

        assertThat(state.path("entityUrl").asString()).isEqualTo("https://page");
        assertThat(state.at("/latestExecution/status").asString()).isEqualTo("InProgress");
        assertThat(rig.runs()
                        .getFirst()
                        .at("/input/resolvedConfiguration/CustomData")
                        .asString())
                .isEqualTo("look");
    }

    @Test
    void goesOnWhenApproved() {
        answer(waiting().at("/latestExecution/token").asString(), "Approved");

        assertThat(rig.awaitEnd(rig.firstExecution()).path("status").asString()).isEqualTo("Succeeded");
    }

    @Test
    void failsWhenRejected() {
        answer(waiting().at("/latestExecution/token").asString(), "Rejected");

        assertThat(rig.awaitEnd(rig.firstExecution()).path("status").asString()).isEqualTo("Failed");
        assertThat(rig.runs()
                        .getFirst()
                        .at("/output/executionResult/errorDetails/message")
                        .asString())
                .isEqualTo("Rejected by arn:aws:iam::111111111111:root: because");
    }

    @Test
    void refusesAnotherToken() {
        waiting();

        assertThatThrownBy(() -> answer("another", "Approved"))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.type()).isEqualTo("InvalidApprovalTokenException"));
    }

    @Test
    void givesWayToANewerExecution() {
        waiting();

        rig.call("StartPipelineExecution", "{\"name\":\"line\"}");

        assertThat(rig.awaitEnd(rig.firstExecution()).path("status").asString()).isEqualTo("Superseded");
        assertThat(waiting().at("/latestExecution/status").asString()).isEqualTo("InProgress");
    }
}
