package dev.trainyard.stagetests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The endpoint answers as the model did offline, in every form a request may have, and says what a wrong one lacks. */
class AnswersTest {

    private static final StageUnderTest STAGE = StageUnderTest.fromSystemProperties();

    private static Endpoint endpoint;
    private static SmokeRow row;

    @BeforeAll
    static void readTheSmokeRow() {
        var account = new StageAccount(STAGE);
        var facts = ReleaseFacts.read(account.ssm(), STAGE.releaseParameter());
        var model = ReleasedModel.read(account.sageMaker(), facts.modelPackageArn());
        endpoint = Endpoint.of(account, STAGE, model);
        row = model.smoke(account.s3());
    }

    @Test
    void predictsForJsonObjectsAsOffline() {
        predictsAsOffline("application/json", row.asObjects());
    }

    @Test
    void predictsForJsonListsAsOffline() {
        predictsAsOffline("application/json", row.asLists());
    }

    @Test
    void predictsForCsvAsOffline() {
        predictsAsOffline("text/csv", row.asCsv());
    }

    @Test
    void namesTheFieldOfAWrongRequest() {
        var answer = answer("application/json", row.withUnknownFeature("no_such_feature"));

        assertThat(answer.at("/error/field").asString(""))
                .as("field that the answer to a request with an unknown one names; the answer was %s", answer)
                .isEqualTo("no_such_feature");
        assertThat(answer.at("/error/message").asString(""))
                .as("message of that answer")
                .isNotBlank();
    }

    @Test
    void answersAWrongRequestWithoutAStackTrace() {
        var answer = endpoint.ask("application/json", "{\"instances\": [{\"no_such_feature\":");

        assertThat(answer)
                .as("answer to a request that is not JSON")
                .contains("error")
                .doesNotContain("Traceback", ".py");
    }

    private static void predictsAsOffline(String contentType, String body) {
        var answer = answer(contentType, body);

        assertThat(answer.at("/predictions/0").doubleValue(Double.NaN))
                .as(
                        "prediction of endpoint %s for %s as %s, against the model's own offline; the answer was %s",
                        endpoint.name(), body.strip(), contentType, answer)
                .isCloseTo(row.expected(), within(1e-6 * Math.max(1, Math.abs(row.expected()))));
    }

    private static JsonNode answer(String contentType, String body) {
        var text = endpoint.ask(contentType, body);
        try {
            return JsonMapper.shared().readTree(text);
        } catch (JacksonException notJson) {
            throw new AssertionError(
                    "endpoint %s answered something that is not JSON: %s".formatted(endpoint.name(), text), notJson);
        }
    }
}
