package dev.trainyard.config;

import java.math.BigDecimal;
import java.time.Duration;

/** What SageMaker cannot combine behind one endpoint, each with where AWS says so. */
final class EndpointExclusions {

    private static final String SERVERLESS = "endpoint.serverless";
    private static final String AUTOSCALING = "endpoint.autoscaling";
    private static final String ROLLOUT = "endpoint.rollout.";

    private static final Duration STANDARD_WAIT = Duration.ofMinutes(5);

    private final Stated stage;

    private EndpointExclusions(Stated stage) {
        this.stage = stage;
    }

    static void check(Stated stage) {
        var endpoint = new EndpointExclusions(stage);
        if (stage.has(SERVERLESS)) {
            endpoint.serverlessStandsAlone();
            endpoint.serverlessHasNoVpc();
        }
        if (stage.has(AUTOSCALING)) {
            endpoint.autoscalingNeedsRoom();
            endpoint.burstableInstancesDoNotScale();
        }
        if (stage.says(ROLLOUT + "type", "all-at-once")) {
            stage.refuse(ROLLOUT + "sharePercent", "has no meaning: all at once is no share. Leave it out");
        } else if (stage.has(ROLLOUT + "type")) {
            endpoint.shiftingNeedsTwoInstances();
            endpoint.shiftingNeedsTheSameVariants();
            endpoint.alarmsHaveTimeToSee();
            endpoint.linearStepsHaveALeastSizeAndAnEnd();
        }
    }

    /**
     * Serverless inference has no instances to count, share or scale (its concurrency is what scales), no data capture and
     * no second variant. <a
     * href="https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints.html">AWS, feature exclusions</a>;
     * canary and linear sizes are shares of the instance count: <a
     * href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TrafficRoutingConfig.html">AWS</a>.
     */
    private void serverlessStandsAlone() {
        var instead = "does not go with endpoint.serverless, ";
        stage.refuse("endpoint.instanceType", instead + "which has no instances: leave one of them out");
        stage.refuse("endpoint.instanceCount", instead + "which has no instances: leave one of them out");
        stage.refuse(AUTOSCALING, instead + "which scales by itself: set serverless.maxConcurrency");
        stage.refuse("endpoint.abTest", instead + "which serves one variant: use instances");
        stage.refuse("endpoint.capture", instead + "which captures no data: use instances");
        if (!stage.says(ROLLOUT + "type", "all-at-once")) {
            stage.refuse(ROLLOUT + "type", instead + "which has no fleet to shift to step by step: use all-at-once");
        }
    }

    /**
     * A serverless model takes neither a VPC nor network isolation, so nothing keeps its container from the internet: only
     * a stage that lets its own subnets there may have one. <a
     * href="https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints.html">AWS, feature exclusions</a>;
     * decision 0011.
     */
    private void serverlessHasNoVpc() {
        if (!stage.says("network.egress", "nat")) {
            stage.refuse(
                    SERVERLESS,
                    "serves outside the stage's VPC and can reach the internet, which network.egress: %s forbids:"
                                    .formatted(stage.text("network.egress"))
                            + " use instances, or egress: nat");
        }
    }

    /**
     * <a href="https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html">AWS</a>:
     * the capacity is brought between minimum and maximum, so a count outside would not stay.
     */
    private void autoscalingNeedsRoom() {
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
    private void burstableInstancesDoNotScale() {
        String type = stage.text("endpoint.instanceType");
        if (type.startsWith("ml.t")) {
            stage.refuse(
                    AUTOSCALING,
                    "does not go with the burstable endpoint.instanceType %s: use ml.m5.large or the like"
                            .formatted(type));
        }
    }

    /**
     * A canary is at most half of the instances, so there must be two; autoscaling may have scaled in to its minimum. <a
     * href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TrafficRoutingConfig.html">AWS</a>
     */
    private void shiftingNeedsTwoInstances() {
        var type = stage.text(ROLLOUT + "type");
        var message =
                "must be 2 or more for rollout.type: %s, which moves at most half of the instances at a time, got %s";
        for (var path : new String[] {"endpoint.instanceCount", AUTOSCALING + ".minimum"}) {
            if (stage.number(path, 2).compareTo(BigDecimal.TWO) < 0) {
                stage.refuse(path, message.formatted(type, stage.at(path).asString()));
            }
        }
    }

    /**
     * Old and new config must have the same variants, which an A/B test changes when it starts and when it ends. <a
     * href="https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-exclusions.html">AWS</a>
     */
    private void shiftingNeedsTheSameVariants() {
        stage.refuse(
                "endpoint.abTest",
                "changes the set of variants, which rollout.type: %s cannot do: use all-at-once"
                        .formatted(stage.text(ROLLOUT + "type")));
    }

    /**
     * Our alarms look at minutes, and the first one may be half over: what ends sooner was watched by nobody. <a
     * href="https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-configuration.html">AWS</a>
     */
    private void alarmsHaveTimeToSee() {
        if (stage.duration(ROLLOUT + "wait", STANDARD_WAIT).compareTo(Duration.ofMinutes(2)) < 0) {
            stage.refuse(
                    ROLLOUT + "wait",
                    "must be PT2M or longer for rollout.type: %s, for the alarms that roll back look at minutes, got %s"
                            .formatted(stage.text(ROLLOUT + "type"), stage.text(ROLLOUT + "wait")));
        }
    }

    /**
     * A linear step is 10 to 50 percent; all steps, and the wait before the old fleet goes, end within eight hours. <a
     * href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TrafficRoutingConfig.html">AWS</a>, <a
     * href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_BlueGreenUpdatePolicy.html">AWS</a>
     */
    private void linearStepsHaveALeastSizeAndAnEnd() {
        if (!stage.says(ROLLOUT + "type", "linear")) {
            return;
        }
        int share = stage.number(ROLLOUT + "sharePercent", 25).intValue();
        if (share < 10) {
            stage.refuse(ROLLOUT + "sharePercent", "must be from 10 to 50 for rollout.type: linear, got " + share);
            return;
        }
        long waits = Math.ceilDiv(100, share) + 1L;
        Duration all = stage.duration(ROLLOUT + "wait", STANDARD_WAIT).multipliedBy(waits);
        if (all.compareTo(Duration.ofHours(8)) > 0) {
            stage.refuse(
                    ROLLOUT + "wait",
                    "is waited %d times, which is longer than the eight hours a rollout may take".formatted(waits));
        }
    }
}
