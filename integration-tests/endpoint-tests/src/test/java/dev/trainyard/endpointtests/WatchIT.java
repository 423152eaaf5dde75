package dev.trainyard.endpointtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.endpointtests.AwsEndpoint.Ability;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The drift watch on real traffic: rows as in training alarm nobody; heavier cars set the alarm off, and so do answers that
 * turn out to be wrong; the topic is told, and the workflow starts with trigger {@code drift}. One after the other: the
 * alarms' states build on each other.
 */
@Needs({Ability.CLOUDFORMATION, Ability.MACHINE_LEARNING})
@TestMethodOrder(OrderAnnotation.class)
class WatchIT {

    private static final Duration SOON = Duration.ofMinutes(2);

    private static DeployedStage stage;
    private static Traffic traffic;
    private static Subscriber subscriber;

    @BeforeAll
    static void serve() {
        stage = DeployedStage.deploy(Synthesis.dev(WatchIT::watching), Map.of());
        stage.putRawData("auto-mpg.csv", SampleData.all());
        subscriber = Subscriber.to(stage, stage.output("ml", "NotificationTopicArn"));
        traffic = new Traffic(stage);
        var run = WorkflowRun.of(stage, "serve");
        assertThat(run.status()).as(run.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        releaseFacts();
    }

    /** As Release leaves them: a run that nobody released is one of the commit that was released last. */
    private static void releaseFacts() {
        stage.account()
                .client(SsmClient.builder())
                .putParameter(request -> request.name("/trainyard/dev/release")
                        .type(ParameterType.STRING)
                        .value("{\"commit\": \"0123456789012345678901234567890123456789\"}"));
    }

    private static String watching(String yaml) {
        return Synthesis.replacing("222222222222", "222222222223")
                .andThen(Synthesis.replacing("endpoint:\n", "endpoint:\n  capture: {percent: 100}\n"))
                .apply(yaml)
                .concat("watch: {schedule: rate(1 day), retrain: true}\n");
    }

    private static JsonNode watch(String name) {
        var run = WorkflowRun.of(stage, "WatchStateMachineArn", name, "{}");
        assertThat(run.status()).as(run.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        return JsonMapper.shared().readTree(run.output());
    }

    private static List<String> retrainings() {
        var stepFunctions = stage.account().client(SfnClient.builder());
        return stepFunctions
                .listExecutions(request -> request.stateMachineArn(stage.output("ml", "StateMachineArn")))
                .executions()
                .stream()
                .map(ExecutionListItem::executionArn)
                .filter(arn -> stepFunctions
                        .describeExecution(request -> request.executionArn(arn))
                        .input()
                        .contains("\"drift\""))
                .toList();
    }

    @Test
    @Order(1)
    void rowsAsInTrainingAlarmNobodyAndShiftedOnesRetrain() {
        assertThat(watch("nothing").path("reasons").toString()).contains("nothing was captured");

        traffic.send(0);
        traffic.tellTruth("same.jsonl", 0);
        var same = watch("same");
        assertThat(same.path("drift").asBoolean()).as(same.toString()).isFalse();
        assertThat(same.path("drift").isBoolean()).as(same.toString()).isTrue();
        assertThat(same.path("quality").asBoolean(true)).as(same.toString()).isFalse();
        assertThat(retrainings()).isEmpty();
        assertThat(subscriber.heard()).isEmpty();

        traffic.send(1500);
        var shifted = watch("shifted");
        assertThat(shifted.path("drift").asBoolean()).as(shifted.toString()).isTrue();
        assertThat(shifted.path("reasons").toString()).contains("Weight_in_lbs: PSI");
        assertThat(Await.until("the notice", SOON, () -> subscriber.heard()))
                .contains("not what its model was trained on");
        retrained(1);
    }

    @Test
    @Order(2)
    void answersThatTurnOutWrongAlarmThoughWhatIsAskedIsTheSame() {
        traffic.send(0);
        traffic.tellTruth("worse.jsonl", -10);

        var worse = watch("worse");

        assertThat(worse.path("drift").asBoolean(true)).as(worse.toString()).isFalse();
        assertThat(worse.path("quality").asBoolean()).as(worse.toString()).isTrue();
        assertThat(worse.path("reasons").toString()).contains("live MAE");
        assertThat(Await.until(
                        "the notice",
                        SOON,
                        () -> subscriber.heard().filter(heard -> !heard.contains("not what its model was trained on"))))
                .contains("answers are worse than in training");
        retrained(2);
    }

    private static void retrained(int times) {
        var runs = Await.until(
                "the retraining", SOON, () -> Optional.of(retrainings()).filter(arns -> arns.size() >= times));
        assertThat(runs)
                .hasSize(times)
                .map(arn -> WorkflowRun.ended(stage, arn))
                .allSatisfy(run -> assertThat(run.status()).as(run.cause()).isEqualTo(ExecutionStatus.SUCCEEDED));
    }
}
