package dev.trainyard.endpointtests;

import static dev.trainyard.endpointtests.Synthesis.replacing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.endpointtests.AwsEndpoint.Ability;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** The schedules of a stage come in real time, at the shortest rate there is: they start what they should, as their roles. */
@Needs({Ability.CLOUDFORMATION, Ability.MACHINE_LEARNING})
class ScheduleIT {

    private static final Duration RATE_AND_A_RUN = Duration.ofMinutes(3);
    private static final String EACH_MINUTE =
            "triggers: {schedule: rate(1 minute)}\nwatch: {schedule: rate(1 minute)}\n";

    private static StageAssembly with(String schedules) {
        return Synthesis.dev(replacing("222222222222", "222222222226")
                .andThen(replacing("endpoint:\n", "endpoint:\n  capture: {percent: 100}\n"))
                .andThen(yaml -> yaml + schedules)::apply);
    }

    /** The first that began and has ended. */
    private static ExecutionListItem first(DeployedStage stage, String machine) {
        return Await.until(
                "a run of " + machine,
                RATE_AND_A_RUN,
                () -> ended(stage, machine).stream().reduce((newer, older) -> older));
    }

    private static List<ExecutionListItem> ended(DeployedStage stage, String machine) {
        return WorkflowRun.client(stage)
                .listExecutions(request -> request.stateMachineArn(machine))
                .executions()
                .stream()
                .filter(run -> run.status() != ExecutionStatus.RUNNING)
                .toList();
    }

    @Test
    void theWorkflowAndTheWatchAreStartedByTheirSchedules() {
        var stage = DeployedStage.deploy(with(EACH_MINUTE));
        stage.putRawData("auto-mpg.csv", SampleData.all());
        var watch = stage.output("ml", "WatchStateMachineArn");

        var arn = first(stage, stage.output("ml", "StateMachineArn")).executionArn();
        var watched = first(stage, watch).executionArn();
        // What goes on each minute would go on beside the tests that follow.
        stage.update(with(""), Map.of());

        var run = WorkflowRun.ended(stage, arn);
        assertThat(run.status()).as(run.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(WorkflowRun.client(stage)
                        .describeExecution(request -> request.executionArn(arn))
                        .input())
                .isEqualTo("{\"trigger\":\"schedule\"}");
        assertThat(run.states()).contains("TakeLock", "Train", "ReleaseLock");
        assertThat(stage.predict()).contains("predictions");
        assertThat(WorkflowRun.states(stage, watched)).startsWith("Start", "FindEndpoint");
    }
}
