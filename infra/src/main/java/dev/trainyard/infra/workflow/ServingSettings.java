package dev.trainyard.infra.workflow;

import dev.trainyard.config.EndpointSettings;
import dev.trainyard.config.EndpointSettings.AbTest;
import dev.trainyard.config.EndpointSettings.AbTestState;
import dev.trainyard.infra.synth.Ordered;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * What a stage's config says of its endpoint, in SageMaker's form.
 *
 * @param endpoint of the stage's config
 */
record ServingSettings(EndpointSettings endpoint) {

    static final String SERVERLESS = "serverless";

    /**
     * Hash of what an endpoint config is made from beside its models. How it is rolled out, and how much is kept, changes
     * nothing of what serves and is left out.
     */
    String hash() {
        var said = "%s %s %s %s %s"
                .formatted(
                        endpoint.instances(),
                        endpoint.serverless(),
                        endpoint.autoscaling(),
                        endpoint.abTest(),
                        endpoint.capture());
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(said.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    boolean isServerless() {
        return endpoint.serverless().isPresent();
    }

    /** The instance type, or that there is none. */
    String instanceType() {
        return endpoint.instanceType().orElse(SERVERLESS);
    }

    /** The A/B test, while it runs. */
    Optional<AbTest> runningTest() {
        return endpoint.abTest().filter(test -> test.state() == AbTestState.RUNNING);
    }

    boolean promotes() {
        return endpoint.abTest()
                .filter(test -> test.state() == AbTestState.PROMOTE)
                .isPresent();
    }

    /** The one variant that serves all. */
    Map<String, Object> single() {
        return variant(Workflow.VARIANT, "$plan.model", 1);
    }

    /** The variant of the champion beside a challenger. */
    Map<String, Object> champion(AbTest test) {
        return variant(
                Workflow.VARIANT,
                "$plan.model",
                BigDecimal.ONE.subtract(BigDecimal.valueOf(test.weight())).doubleValue());
    }

    /** The second variant. */
    Map<String, Object> challenger(AbTest test) {
        return variant(Workflow.CHALLENGER, "$plan.challengerModel", test.weight());
    }

    private Map<String, Object> variant(String name, String model, Number weight) {
        var variant = Ordered.map("VariantName", name, "ModelName", Jsonata.of(model), "InitialVariantWeight", weight);
        endpoint.instances().ifPresent(instances -> {
            variant.put("InitialInstanceCount", instances.count());
            variant.put("InstanceType", instances.type());
        });
        endpoint.serverless()
                .ifPresent(capacity -> variant.put(
                        "ServerlessConfig",
                        Ordered.map(
                                "MemorySizeInMB", capacity.memoryMiB(), "MaxConcurrency", capacity.maxConcurrency())));
        return variant;
    }
}
