package dev.trainyard.lambdas.gate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where the evaluation to judge lies. A member that the workflow left out, or that is no text, is null.
 *
 * @param bucket S3 bucket
 * @param key key of {@code evaluation.json}
 */
public record GateRequest(@Nullable String bucket, @Nullable String key) {

    static GateRequest from(JsonNode event) {
        return new GateRequest(text(event.path("bucket")), text(event.path("key")));
    }

    private static @Nullable String text(JsonNode member) {
        return member.isString() ? member.stringValue() : null;
    }
}
