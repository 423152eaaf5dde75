package dev.trainyard.lambdas.gate;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Text of {@code evaluation.json} (contract {@code contracts/evaluation.schema.json}) to the one score the gate judges. */
final class EvaluationParser {

    private static final String METRIC = "trainyard.out_of_fold.r2";

    private final JsonMapper json = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    Evaluation parse(String text, String where) {
        JsonNode document;
        try {
            document = json.readTree(text);
        } catch (JacksonException notJson) {
            return new Evaluation.Unusable("%s is not JSON: %s".formatted(where, notJson.getOriginalMessage()));
        }
        return score(document.at("/trainyard/out_of_fold/r2"), where);
    }

    private static Evaluation score(JsonNode metric, String where) {
        if (metric.isMissingNode()) {
            return new Evaluation.Unusable("%s has no %s".formatted(where, METRIC));
        }
        if (!metric.isNumber()) {
            return new Evaluation.Unusable("%s in %s must be a number, got %s".formatted(METRIC, where, metric));
        }
        var r2 = metric.doubleValue();
        if (!(r2 <= 1) || Double.isInfinite(r2)) {
            return new Evaluation.Unusable(
                    "%s in %s must be finite and at most 1, got %s".formatted(METRIC, where, metric));
        }
        return new Evaluation.Scored(r2);
    }
}
