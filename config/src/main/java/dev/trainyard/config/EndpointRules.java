package dev.trainyard.config;

import dev.trainyard.config.EndpointSettings.AbTestState;
import dev.trainyard.config.EndpointSettings.RolloutType;

/** What {@code endpoint} may say. */
final class EndpointRules {

    private EndpointRules() {}

    static Rule endpoint() {
        return new ObjectRule()
                .keyUnless("serverless", "instanceType", InstanceTypes.SERVING.rule())
                .keyUnless("serverless", "instanceCount", Scalars.whole(1, 10))
                .optionalKey("serverless", serverless())
                .optionalKey("rollout", rollout())
                .optionalKey("autoscaling", autoscaling())
                .optionalKey("abTest", abTest())
                .optionalKey("capture", new ObjectRule().key("percent", Scalars.whole(1, 100)))
                .defaultKey("keep", Scalars.whole(1, 50), 3);
    }

    /** <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariantServerlessConfig.html">AWS</a>. */
    private static Rule serverless() {
        var steps = new ScalarRule(
                "1024, 2048, 3072, 4096, 5120 or 6144",
                value -> value.isNumber()
                        && value.doubleValue() % 1024 == 0
                        && value.doubleValue() >= 1024
                        && value.doubleValue() <= 6144);
        return new ObjectRule().key("memoryMiB", steps).key("maxConcurrency", Scalars.whole(1, 200));
    }

    /**
     * Limits of share and wait:
     * <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TrafficRoutingConfig.html">AWS</a>; of the
     * latency: a container has 60 seconds to answer.
     */
    private static Rule rollout() {
        return new ObjectRule()
                .key("type", Scalars.choice(RolloutType.class))
                .defaultKey("sharePercent", Scalars.whole(1, 50), 25)
                .defaultKey("wait", Scalars.duration("PT0S", "PT1H"), "PT5M")
                .optionalKey("maximumLatency", Scalars.latency())
                .defaultKey("maximumErrors", Scalars.whole(0, 1_000_000), 0);
    }

    private static Rule autoscaling() {
        return new ObjectRule()
                .key("minimum", Scalars.whole(1, 100))
                .key("maximum", Scalars.whole(1, 100))
                .key("invocationsPerInstance", Scalars.whole(1, 1_000_000));
    }

    private static Rule abTest() {
        return new ObjectRule()
                .key("weight", Scalars.number(0.01, 0.99))
                .defaultKey("state", Scalars.choice(AbTestState.class), "running");
    }
}
