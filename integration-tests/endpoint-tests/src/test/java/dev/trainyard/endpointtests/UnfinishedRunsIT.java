package dev.trainyard.endpointtests;

import static dev.trainyard.endpointtests.Synthesis.replacing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.endpointtests.AwsEndpoint.Ability;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run that ends where no failure path of its own leads (the machine times out, an expression of its own fails, somebody
 * stops it) undoes nothing: people are told, and the next run takes its lock over and mends what it left. Each test's run
 * comes after that of the test before.
 */
@Needs({Ability.CLOUDFORMATION, Ability.MACHINE_LEARNING})
@TestMethodOrder(OrderAnnotation.class)
class UnfinishedRunsIT {

    private static final Duration SOON = Duration.ofMinutes(2);

    private static DeployedStage stage;
    private static Subscriber subscriber;

    @BeforeAll
    static void deploy() {
        stage = DeployedStage.deploy(Synthesis.dev(replacing("222222222222", "222222222221")
                .andThen(replacing("workflow:\n", "workflow:\n  whenBusy: refuse\n"))::apply));
        stage.putRawData("auto-mpg.csv", SampleData.all());
        subscriber = Subscriber.to(stage, stage.output("ml", "NotificationTopicArn"));
    }

    /** Runs the machine with a mistake in its definition, which is mended afterwards. */
    private static WorkflowRun mistaken(String name, Consumer<ObjectNode> mistake) {
        var machine = stage.output("ml", "StateMachineArn");
        var client = WorkflowRun.client(stage);
        var definition = client.describeStateMachine(request -> request.stateMachineArn(machine))
                .definition();
        var edited = (ObjectNode) JsonMapper.shared().readTree(definition);
        mistake.accept(edited);
        client.updateStateMachine(request -> request.stateMachineArn(machine).definition(edited.toString()));
        try {
            return WorkflowRun.of(stage, name);
        } finally {
            client.updateStateMachine(
                    request -> request.stateMachineArn(machine).definition(definition));
        }
    }

    /** What the rule on runs without success told of one. */
    private static String toldOf(String status) {
        return Await.until(
                "the notice of " + status,
                SOON,
                () -> subscriber
                        .heard()
                        .filter(heard -> heard.contains("Step Functions Execution Status Change"))
                        .filter(heard -> heard.contains(status)));
    }

    @Test
    @Order(1)
    void ofARunThatTimesOutPeopleAreTold() {
        var run = mistaken("slow", machine -> machine.put("TimeoutSeconds", 3));

        assertThat(run.status()).isEqualTo(ExecutionStatus.TIMED_OUT);
        assertThat(run.states()).contains("TakeLock").doesNotContain("Notify");
        assertThat(toldOf("TIMED_OUT")).contains(":slow");
    }

    @Test
    @Order(2)
    void ofAnExpressionThatFailsPeopleAreTold() {
        var run = mistaken(
                "expression",
                machine -> ((ObjectNode) machine.at("/States/WhatIsToDo/Choices/0"))
                        .put("Condition", "{% $number('no number') = 1 %}"));

        assertThat(run.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(run.states()).contains("TakeOverLock", "WhatIsToDo").doesNotContain("Notify");
        assertThat(toldOf("FAILED")).contains(":expression");
    }

    @Test
    @Order(3)
    void whatAStoppedRunLeftIsMendedByTheNextOne() {
        stopped("stopped", "WaitForEndpoint");
        assertThat(toldOf("ABORTED")).contains(":stopped");
        var left = stage.endpointConfig();

        var next = WorkflowRun.again(stage, "next", "stopped");

        assertThat(next.status()).as(next.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(next.states()).contains("TakeOverLock", "Train", "ApprovePackage");
        assertThat(stage.endpointConfig()).isNotEqualTo(left);
        assertThat(stage.predict()).contains("predictions");
    }

    /** Stopped between the update and the approval: the same code and data come again, and are no "unchanged". */
    @Test
    @Order(4)
    void aModelThatServesUnapprovedIsNoReasonToDoNothing() {
        var before = stage.endpointConfig();
        stage.putRawData("auto-mpg.csv", SampleData.firstRows(300));
        var stopped = stopped("unapproved", "WaitForEndpoint");
        Await.until(
                "the unapproved model in service",
                SOON,
                () -> Optional.of(stage.endpointConfig()).filter(config -> !config.equals(before)));

        var next = WorkflowRun.again(stage, "approved", "unapproved");

        assertThat(next.status()).as(next.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(next.states()).contains("Train", "ApprovePackage");
        assertThat(WorkflowRun.ended(stage, stopped).status()).isEqualTo(ExecutionStatus.ABORTED);
    }

    /** Stops a run once it has entered a state; returns its ARN. */
    private static String stopped(String name, String state) {
        var run = WorkflowRun.start(stage, name);
        Await.until(
                state,
                SOON,
                () -> Optional.of(WorkflowRun.states(stage, run)).filter(states -> states.contains(state)));
        WorkflowRun.client(stage).stopExecution(request -> request.executionArn(run));
        return run;
    }
}
