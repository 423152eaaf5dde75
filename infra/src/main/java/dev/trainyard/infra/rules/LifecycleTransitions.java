package dev.trainyard.infra.rules;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Objects move to the infrequent-access classes after 30 days, not sooner.
 *
 * <p>Source: docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html.
 */
final class LifecycleTransitions implements AwsRule {

    private static final int LEAST_DAYS = 30;
    private static final List<String> CLASSES = List.of("STANDARD_IA", "ONEZONE_IA");

    @Override
    public Stream<Refusal> refusals(SynthesizedAssembly assembly) {
        return assembly.resources("AWS::S3::Bucket")
                .flatMap(bucket -> bucket.properties()
                        .at("/LifecycleConfiguration/Rules")
                        .valueStream()
                        .flatMap(rule -> rule.path("Transitions").valueStream())
                        .filter(LifecycleTransitions::isTooEarly)
                        .map(transition -> refusal(bucket, transition)));
    }

    private static boolean isTooEarly(JsonNode transition) {
        return CLASSES.contains(transition.path("StorageClass").asString(""))
                && transition.has("TransitionInDays")
                && transition.path("TransitionInDays").asInt() < LEAST_DAYS;
    }

    private static Refusal refusal(Resource bucket, JsonNode transition) {
        return Refusal.of(
                bucket,
                "the bucket cannot be created: 'Days' in Transition action must be greater than or equal to %d for storageClass '%s', got %s."
                        .formatted(
                                LEAST_DAYS,
                                transition.path("StorageClass").asString(),
                                transition.path("TransitionInDays").asString()));
    }
}
