package dev.trainyard.infra;

import static dev.trainyard.infra.StageTemplates.resources;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the examples' stages bring a model to their endpoint, and back. */
@Tag("thorough")
class RolloutTest {

    static Stream<WorkflowDefinition> definitions() {
        return Stages.templates().map(WorkflowDefinition::of);
    }

    @Test
    void aCanaryShiftsItsShareAndWaitsUnderAlarms() {
        var update = workflow("canary").state("RollOutEndpoint").path("Arguments");
        var policy = update.at("/DeploymentConfig/BlueGreenUpdatePolicy");
        var routing = policy.path("TrafficRoutingConfiguration");
        assertThat(routing.path("Type").asString()).isEqualTo("CANARY");
        assertThat(routing.at("/CanarySize/Type").asString()).isEqualTo("CAPACITY_PERCENT");
        assertThat(routing.at("/CanarySize/Value").asInt()).isEqualTo(50);
        assertThat(routing.path("WaitIntervalInSeconds").asInt()).isEqualTo(300);
        assertThat(policy.path("TerminationWaitInSeconds").asInt()).isEqualTo(300);
        assertThat(policy.path("MaximumExecutionTimeoutInSeconds").asInt()).isEqualTo(15 * 60 + 30 * 60);
    }

    @Test
    void linearStepsAllFitIntoTheTimeOfAnUpdate() {
        var policy =
                workflow("watched").state("RollOutEndpoint").at("/Arguments/DeploymentConfig/BlueGreenUpdatePolicy");
        var routing = policy.path("TrafficRoutingConfiguration");
        assertThat(routing.path("Type").asString()).isEqualTo("LINEAR");
        assertThat(routing.at("/LinearStepSize/Value").asInt()).isEqualTo(50);
        assertThat(policy.path("MaximumExecutionTimeoutInSeconds").asInt()).isGreaterThan(3 * 300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"canary", "ab", "watched"})
    void anUpdateIsRolledBackByTheAlarmsThatTheStackMakes(String example) {
        var made = resources(Stages.example(example).ml(), "AWS::CloudWatch::Alarm")
                .map(alarm -> alarm.properties().path("AlarmName").asString(""))
                .filter(name -> !name.isEmpty())
                .toList();
        var asked = workflow(example)
                .state("RollOutEndpoint")
                .at("/Arguments/DeploymentConfig/AutoRollbackConfiguration/Alarms")
                .valueStream()
                .map(alarm -> alarm.path("AlarmName").asString());
        assertThat(asked)
                .isNotEmpty()
                .isSubsetOf(made)
                .hasSameSizeAs(rollbacks(made).toList());
    }

    @Test
    void rollbackAlarmsLookAtOneMinuteOfTheVariantInService() {
        var alarms = resources(Stages.example("canary").ml(), "AWS::CloudWatch::Alarm")
                .filter(alarm ->
                        alarm.properties().path("AlarmName").asString("").contains("-rollback-"))
                .map(StageTemplates.Resource::properties)
                .toList();
        assertThat(alarms)
                .extracting(
                        alarm -> alarm.path("MetricName").asString(),
                        alarm -> alarm.path("Statistic").asString("")
                                + alarm.path("ExtendedStatistic").asString(""),
                        alarm -> alarm.path("Threshold").asLong())
                .containsExactlyInAnyOrder(
                        tuple("Invocation5XXErrors", "Sum", 0L),
                        tuple("InvocationModelErrors", "Sum", 0L),
                        tuple("ModelLatency", "p99", 500_000L));
        assertThat(alarms).allSatisfy(alarm -> {
            assertThat(alarm.path("Period").asInt()).isEqualTo(60);
            assertThat(alarm.path("TreatMissingData").asString()).isEqualTo("notBreaching");
            assertThat(alarm.path("Dimensions").toString()).contains("AllTraffic");
        });
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void withoutARolloutThereIsNothingToWatch(WorkflowDefinition workflow) {
        assertThat(workflow.state("RollOutEndpoint").isMissingNode()).isTrue();
        assertThat(workflow.state("UpdateEndpoint").path("Arguments").has("DeploymentConfig"))
                .isFalse();
    }

    @Test
    void anUpdateOfOtherVariantsIsNotGuarded() {
        assertThat(workflow("canary").state("HasSameVariants").path("Default").asString())
                .isEqualTo("UpdateEndpoint");
        assertThat(workflow("canary").state("UpdateEndpoint").path("Arguments").has("DeploymentConfig"))
                .isFalse();
    }

    @Test
    void scaledInstancesStayOverAnUpdateAndWeightsDoNot() {
        for (var state : List.of("RollOutEndpoint", "RestoreEndpoint")) {
            var update = workflow("canary").state(state).path("Arguments");
            assertThat(update.path("RetainAllVariantProperties").asBoolean()).isTrue();
            assertThat(update.path("ExcludeRetainedVariantProperties").findValuesAsString("VariantPropertyType"))
                    .containsExactly("DesiredWeight", "DataCaptureConfig");
        }
    }

    @Test
    void scalingFollowsTheVariantOfTheConfig() {
        var register = workflow("canary").state("RegisterScaling").path("Arguments");
        assertThat(register.path("ResourceId").asString())
                .isEqualTo("endpoint/%s-canary/variant/AllTraffic"
                        .formatted(Stages.CONFIG.pipeline().app()));
        assertThat(register.path("MinCapacity").asInt()).isEqualTo(2);
        assertThat(register.path("MaxCapacity").asInt()).isEqualTo(4);
        var follow = workflow("canary").state("FollowLoad").at("/Arguments/TargetTrackingScalingPolicyConfiguration");
        assertThat(follow.path("TargetValue").asInt()).isEqualTo(1000);
    }

    @Test
    void aChallengerEntersWithItsWeightAndIsAskedAlone() {
        var config = workflow("ab").state("CreateEndpointConfig").path("Arguments");
        assertThat(config.path("ProductionVariants").asString())
                .contains("\"InitialVariantWeight\": 0.9")
                .contains("\"InitialVariantWeight\": 0.1")
                .contains("\"VariantName\": \"Challenger\"");
        assertThat(workflow("ab").state("Smoke").at("/Arguments/TargetVariant").asString())
                .isEqualTo("{% $plan.asked %}");
    }

    @Test
    void captureGoesToTheStagesBucketUnderItsKey() {
        var capture = workflow("watched").state("CreateEndpointConfig").at("/Arguments/DataCaptureConfig");
        assertThat(capture.path("DestinationS3Uri").asString()).endsWith("/capture");
        assertThat(capture.has("KmsKeyId")).isTrue();
        assertThat(capture.path("CaptureOptions").findValuesAsString("CaptureMode"))
                .containsExactly("Input", "Output");
    }

    @Test
    void aServerlessModelHasNoNetworkOfItsOwn() {
        var workflow = workflow("serverless");
        assertThat(workflow.state("CreateModel").path("Arguments").has("VpcConfig"))
                .isFalse();
        var variant = workflow.state("CreateEndpointConfig").at("/Arguments/ProductionVariants/0");
        assertThat(variant.at("/ServerlessConfig/MemorySizeInMB").asInt()).isEqualTo(2048);
        assertThat(variant.has("InstanceType")).isFalse();
        assertThat(workflow.reachable()).contains("CannotBecomeServerless");
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void everyModelOfInstancesIsIsolated(WorkflowDefinition workflow) {
        var model = workflow.state("CreateModel").path("Arguments");
        assertThat(model.path("EnableNetworkIsolation").asBoolean()).isTrue();
        assertThat(model.has("VpcConfig")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void aFailureRestoresTheEndpointBeforeItRejectsAndTells(WorkflowDefinition workflow) {
        assertThat(followers(workflow, "IsEndpointTouched"))
                .containsExactlyInAnyOrder("BeginToRestore", "IsRegistered");
        assertThat(List.of("EndpointIsGone", "EndpointIsRestored", "RestoreFailed"))
                .allSatisfy(state -> assertThat(followers(workflow, state)).containsExactly("IsRegistered"));
        assertThat(workflow.state("RestoreFailed").toString()).contains("EndpointNotRestored");
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void leftOversDoNotFailTheRun(WorkflowDefinition workflow) {
        for (var state : List.of("ListEndpointConfigs", "ListModels", "DeleteEndpointConfig", "DeleteModel")) {
            assertThat(workflow.state(state).path("Catch").findValuesAsString("Next"))
                    .containsAnyOf("IsAnythingLeft", "IsPruned")
                    .doesNotContain("IsEndpointTouched");
        }
    }

    private static WorkflowDefinition workflow(String example) {
        return WorkflowDefinition.of(Stages.example(example));
    }

    private static List<String> followers(WorkflowDefinition workflow, String state) {
        return WorkflowDefinition.followers(workflow.state(state));
    }

    private static Stream<String> rollbacks(List<String> names) {
        return names.stream().filter(name -> name.contains("-rollback-"));
    }
}
