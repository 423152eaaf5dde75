package dev.trainyard.infra;

import static dev.trainyard.infra.StageTemplates.resources;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.infra.StageTemplates.Resource;
import java.util.List;
import java.util.Map.Entry;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The drift watch of a stage that asks for one, and nothing of it in a stage that does not. */
class DriftWatchTest {

    private static StageTemplates retraining;
    private static WorkflowDefinition machine;

    @BeforeAll
    static void synthesize() {
        retraining = templates("watch: {schedule: rate(1 day), retrain: true, minimumRows: 500, psi: 0.25}");
        machine = WorkflowDefinition.of(retraining, "-watch");
    }

    private static StageTemplates templates(String watch) {
        var stage = EditedStage.with("capture: {percent: 100}", watch + "\n");
        return new StageTemplates(Stages.in(Stages.app(), stage));
    }

    private static Stream<Resource> rules(StageTemplates stage, String property) {
        return resources(stage.ml(), "AWS::Events::Rule")
                .filter(rule -> rule.properties().has(property));
    }

    private static Stream<Resource> driftAlarms(StageTemplates stage) {
        return resources(stage.ml(), "AWS::CloudWatch::Alarm")
                .filter(alarm -> alarm.properties().path("Namespace").asString().endsWith("/watch"));
    }

    private static List<String> arguments() {
        return machine.state("Compare")
                .at("/Arguments/AppSpecification/ContainerArguments")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    @Test
    void aStageWithoutTheKeyHasNoWatch() {
        var without = new StageTemplates(Stages.in(Stages.app(), EditedStage.with("", "")));
        assertThat(resources(without.ml(), "AWS::StepFunctions::StateMachine")
                        .map(it -> it.properties().path("StateMachineName").asString()))
                .noneMatch(name -> name.endsWith("-watch"));
        assertThat(driftAlarms(without)).isEmpty();
        assertThat(rules(without, "ScheduleExpression")).isEmpty();
    }

    @Test
    void everyStateIsReachedAndARunEndsDoneOrFailed() {
        assertThat(machine.reachable())
                .containsExactlyInAnyOrderElementsOf(
                        machine.states().map(Entry::getKey).toList());
        assertThat(machine.ends()).containsExactlyInAnyOrder("Done", "Failed");
    }

    @Test
    void everyFailureTellsTheTopic() {
        assertThat(machine.tasks().filter(task -> !task.getKey().equals("Notify")))
                .hasSizeGreaterThan(7)
                .allSatisfy(task -> assertThat(task.getValue()
                                .path("Catch")
                                .get(0)
                                .path("Next")
                                .asString())
                        .isEqualTo("Notify"));
    }

    @Test
    void theJobHasNoNetworkOfItsOwnAndEndsBeforeItsState() {
        var job = machine.state("Compare");
        assertThat(job.findValue("EnableNetworkIsolation").asBoolean()).isTrue();
        assertThat(job.findValue("VpcConfig").path("Subnets")).isNotEmpty();
        assertThat(job.findValue("VolumeKmsKeyId").asString()).isNotEmpty();
        assertThat(job.path("TimeoutSeconds").asLong())
                .isGreaterThan(job.findValue("MaxRuntimeInSeconds").asLong());
    }

    @Test
    void theJobIsToldWhatTheConfigSays() {
        assertThat(arguments()).containsSequence("--psi", "0.25").containsSequence("--minimum-rows", "500");
        assertThat(rules(retraining, "ScheduleExpression")
                        .map(rule ->
                                rule.properties().path("ScheduleExpression").asString()))
                .containsExactly("rate(1 day)");
    }

    @Test
    void aVerdictStandsUntilTheNextOne() {
        assertThat(driftAlarms(retraining)).hasSize(2).allSatisfy(alarm -> {
            assertThat(alarm.properties().path("TreatMissingData").asString()).isEqualTo("ignore");
            assertThat(alarm.properties().path("AlarmActions")).hasSize(1);
        });
    }

    @Test
    void anAlarmStartsTheWorkflowWhereTheConfigSaysSo() {
        var targets = rules(retraining, "EventPattern")
                .filter(rule -> rule.json().toString().contains("CloudWatch Alarm State Change"))
                .flatMap(rule -> rule.properties().path("Targets").valueStream())
                .map(target -> target.path("Input").asString());
        assertThat(targets).containsExactly("{\"trigger\":\"drift\"}");

        var telling = templates("watch: {schedule: rate(1 day)}");
        assertThat(rules(telling, "EventPattern").map(rule -> rule.json().toString()))
                .noneMatch(rule -> rule.contains("CloudWatch Alarm State Change"));
        assertThat(driftAlarms(telling)).hasSize(2);
    }

    @Test
    void metricsGoToItsOwnNamespaceOnly() {
        var namespace = machine.state("PutMetrics").at("/Arguments/Namespace").asString();
        var condition = resources(retraining.ml(), "AWS::IAM::Policy")
                .flatMap(policy -> policy.json().findValues("cloudwatch:namespace").stream())
                .map(JsonNode::asString);
        assertThat(condition).contains(namespace);
    }

    @Test
    void theDashboardShowsDriftWhereThereIsAWatch() {
        assertThat(dashboard(retraining)).contains("Largest PSI", "EstimatedCharges", "ModelLatency", "ExecutionTime");
        var without = new StageTemplates(Stages.in(Stages.app(), EditedStage.with("", "")));
        assertThat(dashboard(without)).contains("EstimatedCharges").doesNotContain("Largest PSI");
    }

    private static String dashboard(StageTemplates stage) {
        return resources(stage.ml(), "AWS::CloudWatch::Dashboard")
                .map(it -> it.properties().path("DashboardBody").toString())
                .findFirst()
                .orElseThrow();
    }
}
