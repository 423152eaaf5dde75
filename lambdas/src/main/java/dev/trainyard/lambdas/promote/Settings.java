package dev.trainyard.lambdas.promote;

import java.util.Map;
import software.amazon.awssdk.regions.Region;

/**
 * The function's environment variables.
 *
 * @param stage the stage before ({@value #SOURCE_STAGE})
 * @param source its artifacts bucket ({@value #SOURCE_BUCKET})
 * @param sourceRegion where that is ({@value #SOURCE_REGION})
 * @param target this stage's artifacts bucket ({@value #TARGET_BUCKET})
 */
public record Settings(String stage, String source, Region sourceRegion, String target) {

    public static final String SOURCE_STAGE = "SOURCE_STAGE";
    public static final String SOURCE_BUCKET = "SOURCE_BUCKET";
    public static final String SOURCE_REGION = "SOURCE_REGION";
    public static final String TARGET_BUCKET = "TARGET_BUCKET";

    static Settings from(Map<String, String> environment) {
        return new Settings(
                value(environment, SOURCE_STAGE),
                value(environment, SOURCE_BUCKET),
                Region.of(value(environment, SOURCE_REGION)),
                value(environment, TARGET_BUCKET));
    }

    private static String value(Map<String, String> environment, String name) {
        var value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("%s is not set; the MlStack sets it".formatted(name));
        }
        return value;
    }
}
