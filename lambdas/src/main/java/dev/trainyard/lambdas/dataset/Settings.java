package dev.trainyard.lambdas.dataset;

import java.util.Map;

/**
 * The function's environment variables.
 *
 * @param bucket of the stage's raw data ({@value #RAW_BUCKET})
 */
public record Settings(String bucket) {

    public static final String RAW_BUCKET = "RAW_BUCKET";

    static Settings from(Map<String, String> environment) {
        var bucket = environment.get(RAW_BUCKET);
        if (bucket == null || bucket.isBlank()) {
            throw new IllegalArgumentException("%s is not set; the MlStack sets it".formatted(RAW_BUCKET));
        }
        return new Settings(bucket);
    }
}
