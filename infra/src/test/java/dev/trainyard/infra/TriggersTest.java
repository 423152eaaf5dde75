package dev.trainyard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.infra.StageTemplates.Resource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Nothing starts the workflow but what the config names, and that by roles that can do nothing else. */
class TriggersTest {

    private static final StageTemplates WATCHED = Stages.example("watched");
    private static final StageTemplates MINIMAL = Stages.example("minimal");

    private static Stream<Resource> of(JsonNode template, String type) {
        return StageTemplates.resources(template, type);
    }

    private static List<JsonNode> policies(String prefix) {
        return of(WATCHED.ml(), "AWS::IAM::Policy")
                .filter(policy -> policy.id().startsWith(prefix))
                .flatMap(policy ->
                        policy.properties().at("/PolicyDocument/Statement").valueStream())
                .toList();
    }

    @Test
    void withoutTriggersNothingStartsAndTheBucketTellsNobody() {
        assertThat(of(MINIMAL.ml(), "AWS::Scheduler::Schedule")).isEmpty();
        assertThat(of(MINIMAL.ml(), "AWS::Events::Rule"))
                .allSatisfy(rule -> assertThat(rule.properties().toString()).doesNotContain("Object Created"));
        assertThat(of(MINIMAL.data(), "AWS::S3::Bucket"))
                .allSatisfy(bucket -> assertThat(bucket.properties().has("NotificationConfiguration"))
                        .isFalse());
    }

    @Test
    void onlyTheRawBucketTellsEventBridge() {
        assertThat(of(WATCHED.data(), "AWS::S3::Bucket")
                        .filter(bucket -> bucket.properties()
                                .at("/NotificationConfiguration/EventBridgeConfiguration/EventBridgeEnabled")
                                .asBoolean(false)))
                .as(
                        "Buckets with EventBridgeEnabled, the required key of NotificationConfiguration's EventBridgeConfiguration")
                .singleElement()
                .satisfies(bucket -> assertThat(bucket.id()).startsWith("Raw"));
    }

    @Test
    void onlyNewObjectsUnderRawCount() {
        assertThat(of(WATCHED.ml(), "AWS::Events::Rule")
                        .filter(rule -> rule.properties().toString().contains("Object Created")))
                .singleElement()
                .satisfies(rule -> assertThat(rule.properties()
                                .at("/EventPattern/detail/object/key/0/prefix")
                                .asString())
                        .isEqualTo("raw/"));
    }

    @Test
    void theScheduleSaysItsOwnWord() {
        assertThat(of(WATCHED.ml(), "AWS::Scheduler::Schedule")).singleElement().satisfies(schedule -> {
            assertThat(schedule.properties().path("ScheduleExpression").asString())
                    .isEqualTo("cron(0 3 ? * SUN *)");
            assertThat(schedule.properties().at("/Target/Input").asString()).isEqualTo("{\"trigger\":\"schedule\"}");
        });
    }

    @Test
    void whatSchedulesMayStartTheWorkflowAlone() {
        assertThat(policies("SchedulerRoleForTarget"))
                .singleElement()
                .satisfies(statement ->
                        assertThat(statement.path("Action").asString()).isEqualTo("states:StartExecution"));
    }

    @Test
    void arrivalsMayStartTheWorkflowAndNothingElseOfStepFunctions() {
        assertThat(policies("TriggersDataArrivalsMachineRole"))
                .filteredOn(statement -> statement.path("Action").toString().contains("states:"))
                .singleElement()
                .satisfies(statement ->
                        assertThat(statement.path("Action").asString()).isEqualTo("states:StartExecution"));
    }
}
