package dev.trainyard.endpointtests;

import static dev.trainyard.endpointtests.Synthesis.replacing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.endpointtests.AwsEndpoint.Ability;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** One run at a time has a stage, whoever starts it and however it ends. */
@Needs({Ability.CLOUDFORMATION, Ability.MACHINE_LEARNING})
class LockIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static DeployedStage stage(String account, UnaryOperator<String> edit) {
        return DeployedStage.deploy(Synthesis.dev(
                yaml -> edit.apply(replacing("222222222222", account).apply(yaml))));
    }

    private static UnaryOperator<String> whenBusy(String what) {
        return replacing("workflow:\n", "workflow:\n  whenBusy: " + what + "\n");
    }

    /** Both at the same instant, in the order named as far as anyone can tell. */
    private static List<WorkflowRun> together(DeployedStage stage, String first, String second) {
        var barrier = new CyclicBarrier(2);
        var started = List.of(first, second).stream()
                .map(name -> CompletableFuture.supplyAsync(() -> {
                    await(barrier);
                    return WorkflowRun.start(stage, name);
                }))
                .toList();
        return started.stream()
                .map(CompletableFuture::join)
                .map(arn -> WorkflowRun.ended(stage, arn))
                .toList();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | java.util.concurrent.BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void entered(DeployedStage stage, String arn, String state) {
        Await.until(
                state,
                LIMIT,
                () -> Optional.of(WorkflowRun.states(stage, arn)).filter(states -> states.contains(state)));
    }

    private static List<ExecutionListItem> runs(DeployedStage stage, String machine) {
        return WorkflowRun.client(stage)
                .listExecutions(request -> request.stateMachineArn(machine))
                .executions();
    }

    @ParameterizedTest
    @CsvSource({"222222222211, a, b", "222222222212, b, a"})
    void ofTwoStartsAtOnceOneWaitsForTheOther(String account, String first, String second) {
        var stage = stage(account, whenBusy("wait"));
        stage.putRawData("auto-mpg.csv", SampleData.all());

        var runs = together(stage, first, second);

        assertThat(runs)
                .allSatisfy(run -> assertThat(run.status()).as(run.cause()).isEqualTo(ExecutionStatus.SUCCEEDED));
        assertThat(runs.stream().filter(run -> run.states().contains("WaitForLock")))
                .as("the one that waited")
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"222222222213, a, b", "222222222214, b, a"})
    void ofTwoStartsAtOnceOneIsRefusedAndRejectsNothing(String account, String first, String second) {
        var stage = stage(account, whenBusy("refuse"));
        stage.putRawData("auto-mpg.csv", SampleData.all());

        var runs = together(stage, first, second);

        assertThat(runs.stream().filter(run -> run.status() == ExecutionStatus.SUCCEEDED))
                .hasSize(1);
        assertThat(runs.stream().filter(run -> run.status() == ExecutionStatus.FAILED))
                .singleElement()
                .satisfies(run -> {
                    assertThat(run.cause()).startsWith("TakeLock failed: another run has the stage: arn:aws:states:");
                    assertThat(run.states()).contains("Notify").doesNotContain("RejectPackage", "HashData");
                });
    }

    @Test
    void theLockOfAnAbortedRunIsTakenOver() {
        var stage = stage("222222222215", whenBusy("refuse"));
        stage.putRawData("auto-mpg.csv", SampleData.all());
        var aborted = WorkflowRun.start(stage, "aborted");
        entered(stage, aborted, "Preprocess");
        WorkflowRun.client(stage).stopExecution(request -> request.executionArn(aborted));

        var next = WorkflowRun.of(stage, "next");

        assertThat(next.status()).as(next.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(next.states()).contains("TakeOverLock");
    }

    @Test
    void aFailedRunGivesTheLockBack() {
        var stage = stage("222222222216", whenBusy("refuse"));

        var failed = WorkflowRun.of(stage, "failed");
        var next = WorkflowRun.of(stage, "next");

        assertThat(failed.cause()).contains("HashData failed: there is no object under s3://");
        assertThat(failed.states()).endsWith("Notify", "ReleaseLockAfterFailure", "Failed");
        assertThat(next.states()).contains("TakeLock", "HashData").doesNotContain("ReadLock");
    }

    @Test
    void dataThatArrivesTwiceWithinTheQuietPeriodStartsOneRun() {
        var stage = stage("222222222217", replacing("gate:\n", "triggers:\n  data: {debounce: PT2M}\ngate:\n"));
        var workflow = stage.output("ml", "StateMachineArn");

        stage.putRawData("one.csv", SampleData.firstRows(200));
        stage.putRawData("two.csv", SampleData.firstRows(10));

        var arrivals = Await.until(
                "both arrivals",
                LIMIT,
                () -> Optional.of(runs(stage, workflow + "-arrivals"))
                        .filter(all -> all.size() == 2
                                && all.stream().noneMatch(it -> it.status() == ExecutionStatus.RUNNING)));
        assertThat(arrivals)
                .allSatisfy(it -> assertThat(it.status())
                        .as(
                                "%s",
                                WorkflowRun.client(stage)
                                        .describeExecution(r -> r.executionArn(it.executionArn()))
                                        .cause())
                        .isEqualTo(ExecutionStatus.SUCCEEDED));
        assertThat(arrivals.stream()
                        .map(it -> WorkflowRun.states(stage, it.executionArn()).getLast()))
                .containsExactlyInAnyOrder("MoreCameLater", "StartWorkflow");
        assertThat(runs(stage, workflow))
                .singleElement()
                .satisfies(it -> assertThat(it.name()).startsWith("data-"));
    }
}
