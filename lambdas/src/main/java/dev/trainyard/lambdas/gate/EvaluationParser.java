package dev.trainyard.lambdas.gate;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Text of {@code evaluation.json} to a document: JSON, once, without a member twice. */
final class EvaluationParser {

    private final JsonMapper json = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    Evaluation parse(String text, String where) {
        try {
            return new Evaluation.Document(json.readTree(text), where);
        } catch (JacksonException notJson) {
            return new Evaluation.Unusable("%s is not JSON: %s".formatted(where, notJson.getOriginalMessage()));
        }
    }
}
