package dev.trainyard.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.engine.aws.Ledger.Entry;
import dev.trainyard.engine.aws.Ledger.State;
import dev.trainyard.engine.wire.ApiException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class ExecutionTest {
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final Rig rig = new Rig();

    private Action noting() {
        return context -> {
            done.add(context.action().record().path());
            return Map.of();
        };
    }

    @Test
    void goesThroughStagesAndRunOrders() {
        for (String path : List.of("One/A", "One/B", "Two/C")) {
            rig.when(path, noting());
        }

        rig.call("CreatePipeline", Rig.definition("One: B 2, A 1", "Two: C 1"));

        assertThat(rig.awaitEnd(rig.firstExecution()).path("status").asString()).isEqualTo("Succeeded");
        assertThat(done).containsExactly("One/A", "One/B", "Two/C");
    }

    @Test
    void runsActionsOfOneOrderSideBySide() {
        CyclicBarrier both = new CyclicBarrier(2);
        Action meeting = context -> {
            try {
                both.await(10, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new ActionFailure("JobFailed", "The other one never came");
            }
            return Map.of();
        };
        rig.when("One/A", meeting).when("One/B", meeting);

        rig.call("CreatePipeline", Rig.definition("One: A 1, B 1"));

        assertThat(rig.awaitEnd(rig.firstExecution()).path("status").asString()).isEqualTo("Succeeded");
    }

    @Test
    void stopsAtAFailureAndSaysWhy() {
        rig.when("One/A", context -> {
            throw new ActionFailure("JobFailed", "exit status 3");
        });
        rig.when("Two/B", noting());

        rig.call("CreatePipeline", Rig.definition("One: A 1", "Two: B 1"));

        assertThat(rig.awaitEnd(rig.firstExecution()).path("status").asString()).isEqualTo("Failed");
        assertThat(done).isEmpty();
        assertThat(rig.runs()).singleElement().satisfies(run -> {
            assertThat(run.path("status").asString()).isEqualTo("Failed");
            assertThat(run.at("/output/executionResult/errorDetails/message").asString())
                    .isEqualTo("exit status 3");
        });
        assertThat(rig.ledger).last().extracting(Entry::id, Entry::state).containsExactly("One/A", State.EXECUTED);
        assertThat(rig.ledger)
                .filteredOn(entry -> entry.id().equals("Two/B"))
                .extracting(Entry::state)
                .containsExactly(State.UNTOUCHED);
    }

    @Test
    void handsVariablesOn() {
        rig.when("One/A", context -> Map.of("Colour", "green"));
        rig.call("CreatePipeline", Rig.definition("One: A 1", "Two: B 1 \"Say\":\"#{AVariables.Colour}\""));

        rig.awaitEnd(rig.firstExecution());

        assertThat(rig.runs().getFirst().at("/input/resolvedConfiguration/Say").asString())
                .isEqualTo("green");
    }

    @Test
    void failsAtAVariableThatIsNotDefined() {
        rig.call("CreatePipeline", Rig.definition("One: A 1 \"Say\":\"#{Nobody.Colour}\""));

        rig.awaitEnd(rig.firstExecution());

        assertThat(rig.runs()
                        .getFirst()
                        .at("/output/executionResult/errorDetails/message")
                        .asString())
                .contains("#{Nobody.Colour} is not defined");
    }

    @Test
    void actsAsThePipelinesRoleGivenByTheService() {
        rig.call("CreatePipeline", Rig.definition("One: A 1"));
        rig.awaitEnd(rig.firstExecution());

        assertThat(rig.sessions)
                .containsExactly(
                        "codepipeline.amazonaws.com for arn:aws:codepipeline:us-east-1:111111111111:line arn:aws:iam::111111111111:role/pipeline");
    }

    @Test
    void startsAnewWithTheNewDefinitionAfterTheActionThatUpdatedIt() {
        rig.when("Two/Mutate", context -> {
            if (context.execution().definition().version() == 1) {
                rig.call("UpdatePipeline", Rig.definition("One: A 1", "Two: Mutate 1", "Three: New 1"));
                rig.call("StartPipelineExecution", "{\"name\":\"line\"}");
            }
            done.add("mutated by version " + context.execution().definition().version());
            return Map.of();
        });
        rig.when("Three/Old", noting()).when("Three/New", noting());

        rig.call("CreatePipeline", Rig.definition("One: A 1", "Two: Mutate 1", "Three: Old 1"));
        String first = rig.firstExecution();
        JsonNode executions = rig.await(
                "ListPipelineExecutions",
                "{\"pipelineName\":\"line\"}",
                answer -> answer.at("/pipelineExecutionSummaries/0/status")
                        .asString()
                        .equals("Succeeded"));

        assertThat(rig.awaitEnd(first).path("status").asString()).isEqualTo("Cancelled");
        assertThat(executions.path("pipelineExecutionSummaries").size()).isEqualTo(2);
        assertThat(done).containsExactly("mutated by version 1", "mutated by version 2", "Three/New");
    }

    @Test
    void abandonsWhatRunsWhenStopped() {
        rig.when("One/A", context -> {
            var end = new CountDownLatch(1);
            context.action().onAbort(false, end::countDown);
            end.await();
            throw new ActionFailure("JobFailed", "aborted");
        });
        rig.call("CreatePipeline", Rig.definition("One: A 1", "Two: B 1"));
        String id = rig.firstExecution();
        rig.await(
                "GetPipelineState",
                "{\"name\":\"line\"}",
                answer -> answer.at("/stageStates/0/actionStates/0/latestExecution/status")
                        .asString()
                        .equals("InProgress"));

        stopAbandoning(id);

        JsonNode ended = rig.awaitEnd(id);
        assertThat(ended.path("status").asString()).isEqualTo("Stopped");
        assertThat(ended.path("statusSummary").asString()).isEqualTo("enough");
        assertThat(rig.runs())
                .singleElement()
                .extracting(run -> run.path("status").asString())
                .isEqualTo("Abandoned");
    }

    @Test
    void abandonsAnActionThatHadNotSaidYetHowToEndIt() {
        var began = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        rig.when("One/A", context -> {
            began.countDown();
            stopped.await();
            var end = new CountDownLatch(1);
            context.action().onAbort(false, end::countDown);
            end.await();
            throw new ActionFailure("JobFailed", "aborted");
        });
        rig.call("CreatePipeline", Rig.definition("One: A 1"));
        assertThatCode(began::await).doesNotThrowAnyException();

        stopAbandoning(rig.firstExecution());
        stopped.countDown();

        assertThat(rig.awaitEnd(rig.firstExecution()).path("status").asString()).isEqualTo("Stopped");
    }

    private void stopAbandoning(String id) {
        rig.call(
                "StopPipelineExecution",
                "{\"pipelineName\":\"line\",\"abandon\":true,\"reason\":\"enough\",\"pipelineExecutionId\":\"" + id
                        + "\"}");
    }

    @Test
    void refusesAnActionTypeThatItDoesNotKnow() {
        String lambda = Rig.definition("One: A 1").replace("\"CodeBuild\"", "\"Jenkins\"");

        assertThatThrownBy(() -> rig.call("CreatePipeline", lambda))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("Build/AWS/Jenkins")
                .hasMessageContaining("One/A");
    }

    @Test
    void refusesWhatItWouldNotExecute() {
        String definition = Rig.definition("One: A 1");

        assertThatThrownBy(() -> rig.call(
                        "CreatePipeline",
                        definition.replace("\"pipelineType\"", "\"executionMode\":\"QUEUED\",\"pipelineType\"")))
                .hasMessageContaining("execution mode QUEUED");
        assertThatThrownBy(() -> rig.call(
                        "CreatePipeline", definition.replace("\"runOrder\"", "\"commands\":[\"ls\"],\"runOrder\"")))
                .hasMessageContaining("[commands] of the action One/A");
        assertThatThrownBy(() -> rig.call(
                        "CreatePipeline",
                        definition.replace("\"actions\"", "\"onFailure\":{\"result\":\"ROLLBACK\"},\"actions\"")))
                .hasMessageContaining("[onFailure] of the stage One");
    }

    @Test
    void namesAPipelineThatIsNotThere() {
        assertThatThrownBy(() -> rig.call("GetPipelineState", "{\"name\":\"nowhere\"}"))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.type()).isEqualTo("PipelineNotFoundException"))
                .hasMessageContaining("nowhere");
    }
}
