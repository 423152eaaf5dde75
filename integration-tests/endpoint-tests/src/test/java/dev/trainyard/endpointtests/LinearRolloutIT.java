package dev.trainyard.endpointtests;

import static dev.trainyard.endpointtests.Synthesis.replacing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.endpointtests.AwsEndpoint.Ability;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** One stage whose traffic moves step by step, under the latency alarm, with scaling: each test goes on where the last ended. */
@Needs({Ability.CLOUDFORMATION, Ability.MACHINE_LEARNING})
@TestMethodOrder(OrderAnnotation.class)
class LinearRolloutIT {

    private static final String ACCOUNT = "222222222218";
    private static final String ONE = "instanceType: ml.m5.large\n  instanceCount: 1";
    private static final String LINEAR = """
            instanceType: ml.m5.large
              instanceCount: 3
              rollout: {type: linear, sharePercent: 34, wait: PT2M, maximumLatency: PT0.4S}
              autoscaling: {minimum: 3, maximum: 4, invocationsPerInstance: 1000}""";
    private static final String PLAIN = "instanceType: ml.m5.large\n  instanceCount: 3";
    private static final String OTHER_TYPE = "instanceType: ml.m5.xlarge\n  instanceCount: 3";
    private static final String SLOW = """
            _fast = transform_fn
            def transform_fn(model, body, content_type, accept):
                import time
                time.sleep(0.8)
                return _fast(model, body, content_type, accept)""";
    private static final int ASKED_AT_ONCE = 25;

    private static DeployedStage stage;

    private static StageAssembly with(String endpoint) {
        return Synthesis.dev(replacing("222222222222", ACCOUNT).andThen(replacing(ONE, endpoint))::apply);
    }

    @BeforeAll
    static void serve() {
        stage = DeployedStage.deploy(with(LINEAR));
        stage.putRawData("auto-mpg.csv", SampleData.all());
        succeeded(WorkflowRun.of(stage, "first"));
    }

    private static WorkflowRun succeeded(WorkflowRun run) {
        assertThat(run.status()).as(run.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        return run;
    }

    private static double shareUnlike(String answer) {
        return IntStream.range(0, ASKED_AT_ONCE)
                        .filter(each -> !stage.predict().equals(answer))
                        .count()
                / (double) ASKED_AT_ONCE;
    }

    private static boolean isAbout(double share, double expected) {
        return Math.abs(share - expected) <= 1.0 / ASKED_AT_ONCE;
    }

    @Test
    @Order(1)
    void eachStepGivesTheNewModelItsShareOfTheAnswers() {
        var before = stage.predict();
        stage.putRawData("auto-mpg.csv", SampleData.firstRows(300));
        List<Double> shares = new ArrayList<>();
        var run = succeeded(WorkflowRun.of(stage, "second", () -> shares.add(shareUnlike(before))));

        assertThat(run.states()).contains("RollOutEndpoint", "RegisterScaling");
        // Twice: between two steps any share can be seen once.
        assertThat(shares).filteredOn(share -> isAbout(share, 0.34)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(shares).filteredOn(share -> isAbout(share, 0.68)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(shareUnlike(before)).isEqualTo(1);
    }

    @Test
    @Order(2)
    void aSlowModelIsTakenBackByTheLatencyAlarm() {
        var before = stage.predict();
        var config = stage.endpointConfig();
        stage.update(with(LINEAR), Map.of(SourceArchive.ASSET, SourceArchive.appending("inference.py", SLOW)));
        var run = WorkflowRun.of(stage, "slow", stage::predict);

        assertThat(run.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(run.cause()).contains("went back to " + config).contains("trainyard-dev-rollback-latency");
        assertThat(stage.endpointConfig()).isEqualTo(config);
        assertThat(stage.predict()).isEqualTo(before);
    }

    @Test
    @Order(3)
    void scalingThatTheConfigNoLongerHasIsTakenOff() {
        stage.update(with(PLAIN), Map.of());
        var unscaled = succeeded(WorkflowRun.again(stage, "unscaled", "second"));
        assertThat(unscaled.output()).contains("\"served\"");
        assertThat(unscaled.states()).contains("DropScaling").doesNotContain("Train", "RegisterScaling");

        // SageMaker changes no type of a variant that is registered to scale.
        stage.update(with(OTHER_TYPE), Map.of());
        var otherType = succeeded(WorkflowRun.again(stage, "other-type", "second"));
        assertThat(otherType.states()).contains("UpdateEndpoint").doesNotContain("Train", "StopScaling");
    }
}
