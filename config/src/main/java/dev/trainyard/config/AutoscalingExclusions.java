package dev.trainyard.config;

import java.math.BigDecimal;

/** What an endpoint that scales needs, each with where AWS says so. */
final class AutoscalingExclusions {

    private static final String AUTOSCALING = "endpoint.autoscaling";

    private final Stated stage;

    private AutoscalingExclusions(Stated stage) {
        this.stage = stage;
    }

    static void check(Stated stage) {
        if (stage.has(AUTOSCALING)) {
            var autoscaling = new AutoscalingExclusions(stage);
            autoscaling.needsRoom();
            autoscaling.needsSteadyInstances();
        }
    }

    /**
     * <a href="https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html">AWS</a>:
     * the capacity is brought between minimum and maximum, so a count outside would not stay.
     */
    private void needsRoom() {
        BigDecimal minimum = stage.number(AUTOSCALING + ".minimum", 1);
        BigDecimal maximum = stage.number(AUTOSCALING + ".maximum", 1);
        BigDecimal count = stage.number("endpoint.instanceCount", 1);
        if (minimum.compareTo(maximum) > 0) {
            stage.refuse(AUTOSCALING + ".minimum", "must be at most maximum, %s, got %s".formatted(maximum, minimum));
        } else if (count.compareTo(minimum) < 0 || count.compareTo(maximum) > 0) {
            stage.refuse(
                    "endpoint.instanceCount",
                    "must be from autoscaling.minimum to autoscaling.maximum, %s to %s, got %s"
                            .formatted(minimum, maximum, count));
        }
    }

    /** <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/endpoint-auto-scaling-add-console.html">AWS</a>: no T2. */
    private void needsSteadyInstances() {
        String type = stage.text("endpoint.instanceType");
        if (type.startsWith("ml.t")) {
            stage.refuse(
                    AUTOSCALING,
                    "does not go with the burstable endpoint.instanceType %s: use ml.m5.large or the like"
                            .formatted(type));
        }
    }
}
