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
    private static final String GOOD = """
            {"trainyard": {"out_of_fold": {"r2": 0.87}}}""";

    private final FakeContext context = new FakeContext();

    @Test
    void answersWithTheDecision() {
        assertThat(invoke(FakeS3.holding(GOOD))).isEqualTo(JSON.readTree("""
                {"approved": true,
                 "reasons": ["out-of-fold R² 0.87 is not below the minimum 0.7"],
                 "rules": [{"rule": "minimum-r2", "value": 0.87, "limit": 0.7, "passed": true}]}"""));
    }

    @Test
    void keepsTheNullOfAValueThatWasNotMeasured() {
        var answer = invoke(FakeS3.refusing(404, "NoSuchKey"));

        assertThat(answer.at("/rules/0/value").isNull()).isTrue();
    }

    @Test
    void logsOneLineOfJsonPerDecision() {
        invoke(FakeS3.holding("{}"));

        assertThat(context.lines).singleElement().satisfies(line -> {
            assertThat(line).endsWith("\n");
            assertThat(JSON.readTree(line)).isEqualTo(JSON.readTree("""
                    {"event": "gate-decision", "requestId": "request-1",
                     "bucket": "artifacts", "key": "evaluation/run-1/evaluation.json", "approved": false,
                     "reasons": ["s3://artifacts/evaluation/run-1/evaluation.json has no trainyard.out_of_fold.r2"],
                     "rules": [{"rule": "minimum-r2", "value": null, "limit": 0.7, "passed": false}]}"""));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "{\"bucket\": 1, \"key\": []}", "{\"bucket\": null, \"key\": \"k\"}"})
    void refusesAnEventThatNamesNoEvaluation(String event) {
        var answer = invoke(FakeS3.holding(GOOD), event);

        assertThat(answer.at("/approved").booleanValue(true)).isFalse();
        assertThat(answer.at("/reasons/0").asString()).contains("must name bucket and key");
    }

    private JsonNode invoke(FakeS3 s3) {
        return invoke(s3, """
                {"bucket": "artifacts", "key": "evaluation/run-1/evaluation.json"}""");
    }

    private JsonNode invoke(FakeS3 s3, String event) {
        var answer = new ByteArrayOutputStream();
        new GateHandler(s3, new Settings(0.7))
                .handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer, context);
        return JSON.readTree(answer.toByteArray());
    }
}
