package dev.trainyard.endpointtests;

import static dev.trainyard.endpointtests.Synthesis.replacing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.endpointtests.AwsEndpoint.Ability;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** The workflow of a stage runs to each of its ends, and the endpoint's answers show which model serves. */
@Needs({Ability.CLOUDFORMATION, Ability.MACHINE_LEARNING})
class WorkflowIT {

    private static DeployedStage stage(String account) {
        return deploy(account, Map.of());
    }

    private static DeployedStage deploy(String account, Map<String, java.util.function.UnaryOperator<byte[]>> assets) {
        var stage = DeployedStage.deploy(Synthesis.dev(replacing("222222222222", account)), assets);
        stage.putRawData("auto-mpg.csv", SampleData.all());
        return stage;
    }

    @Test
    void aGoodModelServesAndNewDataUpdatesTheEndpoint() {
        var stage = stage("222222222201");

        var first = WorkflowRun.of(stage, "first");
        assertThat(first.status()).as(first.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        var config = stage.endpointConfig();
        var answer = stage.predict();

        stage.putRawData("auto-mpg.csv", SampleData.firstRows(300));
        var second = WorkflowRun.of(stage, "second");

        assertThat(second.status()).as(second.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(stage.endpointConfig()).isNotEqualTo(config);
        assertThat(stage.predict()).contains("predictions").isNotEqualTo(answer);
        assertThat(stage.approvals()).containsOnly(ModelApprovalStatus.APPROVED).hasSize(2);
    }

    @Test
    void aModelBelowTheGateChangesNothing() {
        var account = "222222222202";
        var stage = stage(account);
        var first = WorkflowRun.of(stage, "good");
        assertThat(first.status()).as(first.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        var answer = stage.predict();

        stage.update(
                Synthesis.dev(yaml -> replacing("minimumR2: 0.7", "minimumR2: 0.99")
                        .apply(replacing("222222222222", account).apply(yaml))),
                Map.of());
        stage.putRawData("auto-mpg.csv", SampleData.firstRows(300));
        var second = WorkflowRun.of(stage, "below");

        assertThat(second.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(second.cause()).contains("0.99");
        assertThat(stage.predict()).isEqualTo(answer);
        assertThat(stage.approvals()).containsOnlyOnce(ModelApprovalStatus.APPROVED);
    }

    @Test
    void aRaisingScriptFailsTheRunAtTraining() {
        var stage = deploy(
                "222222222203",
                Map.of(SourceArchive.ASSET, SourceArchive.prepending("train.py", "raise ValueError('no such luck')")));

        var run = WorkflowRun.of(stage, "raising");

        assertThat(run.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(run.cause()).contains("Train").contains("ExecuteUserScriptError");
        assertThat(run.states()).doesNotContain("Evaluate", "Register");
        assertThat(stage.approvals()).isEmpty();
    }

    @Test
    void aFirstEndpointThatCannotServeIsDeletedAndMadeByTheNextRun() {
        var account = "222222222204";
        var broken = SourceArchive.prepending("inference.py", "raise RuntimeError('cannot serve')");
        var stage = deploy(account, Map.of(SourceArchive.ASSET, broken));
        var subscriber = Subscriber.to(stage, stage.output("ml", "NotificationTopicArn"));

        var first = WorkflowRun.of(stage, "broken");
        assertThat(first.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(first.cause()).contains("is Failed").contains("no endpoint serves, as before");
        assertThat(stage.sageMaker().listEndpoints().endpoints()).isEmpty();
        assertThat(Await.until("the notice", Duration.ofMinutes(1), subscriber::heard))
                .contains("no endpoint serves, as before");

        stage.update(Synthesis.dev(replacing("222222222222", account)), Map.of());
        var second = WorkflowRun.of(stage, "mended");

        assertThat(second.status()).as(second.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(stage.predict()).contains("predictions");
    }
}
