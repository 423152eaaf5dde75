package dev.trainyard.stagetests;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which stage is tested: system properties {@code trainyard.app}, {@code .stage}, {@code .account}, {@code .region}.
 *
 * @param app prefix of every name
 * @param name the stage
 * @param account its AWS account
 * @param region its AWS region
 */
record StageUnderTest(String app, String name, String account, String region) {

    static StageUnderTest fromSystemProperties() {
        return new StageUnderTest(property("app"), property("stage"), property("account"), property("region"));
    }

    List<String> stacks() {
        return Stream.of("network", "data", "ml")
                .map(suffix -> "%s-%s-%s".formatted(app, name, suffix))
                .toList();
    }

    String verifyRole() {
        return "arn:aws:iam::%s:role/%s-%s-verify".formatted(account, app, name);
    }

    String endpoint() {
        return "%s-%s".formatted(app, name);
    }

    String releaseParameter() {
        return "/%s/%s/release".formatted(app, name);
    }

    private static String property(String key) {
        return Optional.ofNullable(System.getProperty("trainyard." + key))
                .orElseThrow(() ->
                        new IllegalStateException("say which stage to test: -Dtrainyard.%s is not set".formatted(key)));
    }
}
