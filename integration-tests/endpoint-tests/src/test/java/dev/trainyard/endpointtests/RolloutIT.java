package dev.trainyard.endpointtests;

import static dev.trainyard.endpointtests.Synthesis.replacing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.endpointtests.AwsEndpoint.Ability;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;
import software.amazon.awssdk.services.sagemakerruntime.model.ModelErrorException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** A new model takes over as the config says, or not at all: the endpoint's answers show which model serves. */
@Needs({Ability.CLOUDFORMATION, Ability.MACHINE_LEARNING})
class RolloutIT {

    private static final String CANARY = """
            instanceCount: 2
              keep: 1
              rollout: {type: canary, sharePercent: 50, wait: PT2M}
              capture: {percent: 100}
              autoscaling: {minimum: 2, maximum: 4, invocationsPerInstance: 1}""";
    private static final String BROKEN = """
            def transform_fn(model, body, content_type, accept):
                raise RuntimeError("a model that cannot predict")""";
    private static final String WRONG = """
            def transform_fn(model, body, content_type, accept):
                return '{"predictions": [0.5]}', "application/json"
            """;

    private static UnaryOperator<String> dev(String account, String endpoint) {
        return yaml -> replacing("instanceCount: 1", endpoint)
                .apply(replacing("222222222222", account).apply(yaml));
    }

    private static DeployedStage serving(String account, String endpoint) {
        var stage = DeployedStage.deploy(Synthesis.dev(dev(account, endpoint)));
        stage.putRawData("auto-mpg.csv", SampleData.all());
        var first = WorkflowRun.of(stage, "first");
        assertThat(first.status()).as(first.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        return stage;
    }

    @Test
    void aCanaryTakesOverWithScaledInstancesAndLeavesWhatIsToBeKept() {
        var stage = serving("222222222205", CANARY);
        var before = stage.predict();
        stage.scaleTo(3);

        stage.putRawData("auto-mpg.csv", SampleData.firstRows(300));
        Set<String> answers = ConcurrentHashMap.newKeySet();
        var second = WorkflowRun.of(stage, "second", () -> answers.add(stage.predict()));

        assertThat(second.status()).as(second.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(second.states()).contains("RollOutEndpoint", "RegisterScaling", "FollowLoad");
        assertThat(answers).contains(before).hasSize(2);
        assertThat(stage.predict()).isNotEqualTo(before);
        // The policy asks for more instances still while the endpoint is asked, and for fewer never.
        assertThat(stage.endpoint().productionVariants().getFirst().desiredInstanceCount())
                .isGreaterThanOrEqualTo(3);

        stage.putRawData("auto-mpg.csv", SampleData.firstRows(350));
        var third = WorkflowRun.of(stage, "third");
        assertThat(third.status()).as(third.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(third.states()).contains("DeleteEndpointConfig", "DeleteModel");
        assertThat(stage.sageMaker().listEndpointConfigs().endpointConfigs()).hasSize(2);
        assertThat(stage.sageMaker().listModels().models()).hasSize(2);
        assertThat(stage.objects("capture/")).anySatisfy(key -> assertThat(key).contains("/AllTraffic/"));
    }

    @Test
    void aCanaryWhoseModelErrorsIsRolledBackByItsAlarm() {
        var account = "222222222206";
        var stage = serving(account, CANARY);
        var before = stage.predict();
        var config = stage.endpointConfig();

        stage.update(
                Synthesis.dev(dev(account, CANARY)),
                Map.of(SourceArchive.ASSET, SourceArchive.appending("inference.py", BROKEN)));
        stage.putRawData("auto-mpg.csv", SampleData.firstRows(300));
        var second = WorkflowRun.of(stage, "broken", () -> askThough(stage));

        assertThat(second.status())
                .as("SageMaker rolled the update back: the run is no success while the endpoint's config is %s", config)
                .isEqualTo(ExecutionStatus.FAILED);
        assertThat(second.cause()).contains("went back to " + config).contains("rollback");
        assertThat(stage.endpointConfig()).isEqualTo(config);
        assertThat(stage.predict()).isEqualTo(before);
        assertThat(stage.approvals())
                .containsExactlyInAnyOrder(ModelApprovalStatus.APPROVED, ModelApprovalStatus.REJECTED);
    }

    @Test
    void aModelThatAnswersOtherwiseThanEvaluatedIsTakenBack() {
        var account = "222222222207";
        var stage = serving(account, "instanceCount: 1");
        var before = stage.predict();
        var config = stage.endpointConfig();

        var second = wrong(stage, account);

        assertThat(second.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(second.cause()).contains("the endpoint predicts 0.5").contains("serves " + config + " as before");
        assertThat(second.states()).contains("RestoreEndpoint");
        assertThat(stage.endpointConfig()).isEqualTo(config);
        assertThat(stage.predict()).isEqualTo(before);
        assertThat(stage.approvals())
                .containsExactlyInAnyOrder(ModelApprovalStatus.APPROVED, ModelApprovalStatus.REJECTED);
    }

    @Test
    void whatCannotBeTakenBackIsToldAndMendedByTheNextRun() {
        var account = "222222222219";
        var stage = serving(account, "instanceCount: 1");
        var subscriber = Subscriber.to(stage, stage.output("ml", "NotificationTopicArn"));
        var config = stage.endpointConfig();
        stage.deleteModelOf(config);

        var wrong = wrong(stage, account);

        assertThat(wrong.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(wrong.cause())
                .contains("THE ENDPOINT IS NOT RESTORED")
                .contains("should serve " + config + " (Could not find model")
                .contains("the endpoint predicts 0.5");
        assertThat(Await.until(
                        "the notice",
                        Duration.ofMinutes(1),
                        () -> subscriber.heard().filter(heard -> heard.contains("State "))))
                .contains("THE ENDPOINT IS NOT RESTORED");
        assertThat(stage.predict()).contains("0.5");

        stage.update(Synthesis.dev(dev(account, "instanceCount: 1")), Map.of());
        var mended = WorkflowRun.of(stage, "mended");
        assertThat(mended.status()).as(mended.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(stage.predict()).doesNotContain("[0.5]");
    }

    /** A run whose model answers otherwise than it was evaluated. */
    private static WorkflowRun wrong(DeployedStage stage, String account) {
        stage.update(
                Synthesis.dev(dev(account, "instanceCount: 1")),
                Map.of(SourceArchive.ASSET, SourceArchive.appending("inference.py", WRONG)));
        stage.putRawData("auto-mpg.csv", SampleData.firstRows(300));
        return WorkflowRun.of(stage, "wrong");
    }

    private static void askThough(DeployedStage stage) {
        try {
            stage.ask();
        } catch (ModelErrorException e) {
            // what the alarm is there for
        }
    }
}
