package dev.trainyard.endpointtests;

import static dev.trainyard.endpointtests.Synthesis.replacing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.endpointtests.AwsEndpoint.Ability;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * AWS on bad days, in one stage: what can be tried again is, what cannot ends with people told, and in no case is a model
 * half registered or the endpoint lost. Each test's run comes after that of the test before.
 */
@Needs({Ability.CLOUDFORMATION, Ability.MACHINE_LEARNING, Ability.FAULTS})
@TestMethodOrder(OrderAnnotation.class)
class FaultsIT {

    private static final Duration SOON = Duration.ofMinutes(1);

    private static DeployedStage stage;
    private static Subscriber subscriber;

    @BeforeAll
    static void deploy() {
        stage = DeployedStage.deploy(Synthesis.dev(replacing("222222222222", "222222222231")
                .andThen(replacing("workflow:\n", "workflow:\n  whenBusy: refuse\n"))::apply));
        stage.putRawData("auto-mpg.csv", SampleData.all());
        subscriber = Subscriber.to(stage, stage.output("ml", "NotificationTopicArn"));
    }

    @AfterEach
    void clearUp() {
        Weather.of();
    }

    /** The next run would be refused, were the lock not given back; what serves answers. */
    private static void assertNothingIsLost(String servedBefore) {
        assertThat(stage.endpointConfig()).isEqualTo(servedBefore);
        assertThat(stage.predict()).contains("predictions");
        assertThat(stage.approvals()).doesNotContain(ModelApprovalStatus.PENDING_MANUAL_APPROVAL);
    }

    private static String told(String words) {
        return Await.until(words, SOON, () -> subscriber.heard().filter(heard -> heard.contains(words)));
    }

    @Test
    @Order(1)
    void aRunGoesThroughAllThatCanBeTriedAgain() {
        Weather.of("throttling", "resource-limit", "capacity", "s3-503", "lambda-timeout");

        var run = WorkflowRun.of(stage, "trying");

        assertThat(run.status()).as(run.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(Weather.struck())
                .containsExactlyInAnyOrder("throttling", "resource-limit", "capacity", "s3-503", "lambda-timeout");
        assertThat(run.states()).contains("WaitForCapacity", "CreateEndpoint");
        assertThat(stage.approvals()).containsExactly(ModelApprovalStatus.APPROVED);
        assertThat(stage.predict()).contains("predictions");
    }

    /** Its notice is throttled, and each event comes twice: the package's rejection, the run's failure. */
    @Test
    @Order(2)
    void aModelThatNeverPassesItsPingIsTakenBackAndPeopleAreTold() {
        var before = stage.endpointConfig();
        stage.putRawData("auto-mpg.csv", SampleData.firstRows(300));
        Weather.of("endpoint-ping", "throttling", "event-twice");

        var run = WorkflowRun.of(stage, "ping");

        assertThat(run.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(run.cause()).contains("did not pass the ping health check", "serves " + before + " as before");
        assertThat(told("did not pass the ping health check")).contains(":ping");
        assertThat(stage.approvals())
                .containsExactlyInAnyOrder(ModelApprovalStatus.APPROVED, ModelApprovalStatus.REJECTED);
        assertNothingIsLost(before);
        bothWithdrawalsLeaveTheCandidateOfAnotherPackage();
        assertThat(Weather.struck()).containsExactlyInAnyOrder("endpoint-ping", "throttling", "event-twice");
    }

    private static void bothWithdrawalsLeaveTheCandidateOfAnotherPackage() {
        var machine = stage.output("ml", "StateMachineArn") + "-withdrawal";
        var ended = Await.until(
                "two withdrawals",
                SOON,
                () -> Optional.of(WorkflowRun.client(stage)
                                .listExecutions(request -> request.stateMachineArn(machine))
                                .executions())
                        .filter(all -> all.size() == 2
                                && all.stream().allMatch(it -> it.status() == ExecutionStatus.SUCCEEDED)));
        assertThat(ended).hasSize(2);
        assertThat(stage.objects("candidates/")).contains("candidates/approved.json");
    }

    @Test
    @Order(3)
    void aJobKilledAtItsMaxRuntimeChangesNothing() {
        var before = stage.endpointConfig();
        var packages = stage.approvals();
        stage.putRawData("auto-mpg.csv", SampleData.firstRows(200));
        Weather.of("max-runtime");

        var run = WorkflowRun.of(stage, "killed");

        assertThat(run.cause()).isEqualTo("Train failed: SageMaker stopped the job: MaxRuntimeExceeded");
        assertThat(told("MaxRuntimeExceeded")).contains(":killed");
        assertThat(stage.approvals()).isEqualTo(packages);
        assertNothingIsLost(before);
    }
}
