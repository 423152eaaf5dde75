package dev.trainyard.lambdas.gate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What to judge. A member that the workflow left out, or that has another type, is null.
 *
 * @param bucket S3 bucket
 * @param key key of {@code evaluation.json}
 * @param champion whether there is a model in service, which must then have been compared with
 * @param decisionKey key under which the decision is kept
 */
public record GateRequest(
        @Nullable String bucket,
        @Nullable String key,
        @Nullable Boolean champion,
        @Nullable String decisionKey) {

    static GateRequest from(JsonNode event) {
        return new GateRequest(
                text(event.path("bucket")),
                text(event.path("key")),
                flag(event.path("champion")),
                text(event.path("decisionKey")));
    }

    private static @Nullable String text(JsonNode member) {
        return member.isString() && !member.stringValue().isBlank() ? member.stringValue() : null;
    }

    private static @Nullable Boolean flag(JsonNode member) {
        return member.isBoolean() ? (Boolean) member.booleanValue() : null;
    }
}
