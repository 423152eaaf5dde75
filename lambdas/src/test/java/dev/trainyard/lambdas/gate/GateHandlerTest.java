package dev.trainyard.lambdas.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The handler as the Lambda runtime drives it: JSON in, JSON out. */
class GateHandlerTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String GOOD = Evaluations.good().toString();

    private final FakeContext context = new FakeContext();

    @Test
    void answersWithTheDecisionAndKeepsItBesideTheEvaluation() {
        var s3 = FakeS3.holding(GOOD);

        var answer = invoke(s3);

        assertThat(answer.path("approved").booleanValue(false)).isTrue();
        assertThat(answer.at("/rules/0")).isEqualTo(JSON.readTree("""
                {"rule": "minimum-r2", "value": 0.87, "limit": 0.7, "passed": true,
                 "reason": "out-of-fold R² 0.87 is not below the minimum 0.7"}"""));
        assertThat(s3.kept).containsOnlyKeys("artifacts/evaluation/run-1/decision.json");
        assertThat(JSON.readTree(s3.kept.get("artifacts/evaluation/run-1/decision.json")))
                .isEqualTo(answer);
    }

    @Test
    void keepsTheRefusalOfAnEvaluationThatIsNotThere() {
        var s3 = FakeS3.refusing(404, "NoSuchKey");

        var answer = invoke(s3);

        assertThat(answer.path("approved").booleanValue(true)).isFalse();
        assertThat(answer.at("/rules/0/value").isNull()).isTrue();
        assertThat(s3.kept).hasSize(1);
    }

    @Test
    void logsOneLineOfJsonPerDecision() {
        invoke(FakeS3.holding("{}"));

        assertThat(context.lines).singleElement().satisfies(line -> {
            assertThat(line).endsWith("\n");
            var said = JSON.readTree(line);
            assertThat(said.path("event").asString()).isEqualTo("gate-decision");
            assertThat(said.path("requestId").asString()).isEqualTo("request-1");
            assertThat(said.path("key").asString()).isEqualTo("evaluation/run-1/evaluation.json");
            assertThat(said.path("approved").booleanValue(true)).isFalse();
            assertThat(said.at("/rules/0/rule").asString()).isEqualTo("minimum-r2");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "{\"bucket\": 1, \"key\": []}", "{\"bucket\": null, \"key\": \"k\"}"})
    void refusesAnEventThatNamesNoEvaluation(String event) {
        var answer = invoke(FakeS3.holding(GOOD), event);

        assertThat(answer.at("/approved").booleanValue(true)).isFalse();
        assertThat(answer.at("/reasons/0").asString()).contains("must name bucket, key");
    }

    private JsonNode invoke(FakeS3 s3) {
        return invoke(s3, """
                {"bucket": "artifacts", "key": "evaluation/run-1/evaluation.json", "champion": true,
                 "decisionKey": "evaluation/run-1/decision.json"}""");
    }

    private JsonNode invoke(FakeS3 s3, String event) {
        var answer = new ByteArrayOutputStream();
        new GateHandler(s3, Evaluations.SETTINGS)
                .handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer, context);
        return JSON.readTree(answer.toByteArray());
    }
}
