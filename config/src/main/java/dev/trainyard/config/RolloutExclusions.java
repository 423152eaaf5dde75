package dev.trainyard.config;

import java.math.BigDecimal;
import java.time.Duration;

/** What a rollout that shifts traffic step by step needs, each with where AWS says so. */
final class RolloutExclusions {

    private static final String TYPE = "endpoint.rollout.type";
    private static final String SHARE = "endpoint.rollout.sharePercent";
    private static final String WAIT = "endpoint.rollout.wait";

    private static final Duration STANDARD_WAIT = Duration.ofMinutes(5);

    private final Stated stage;

    private RolloutExclusions(Stated stage) {
        this.stage = stage;
    }

    static void check(Stated stage) {
        var rollout = new RolloutExclusions(stage);
        if (stage.says(TYPE, "all-at-once")) {
            stage.refuse(SHARE, "has no meaning: all at once is no share. Leave it out");
        } else if (stage.has(TYPE)) {
            rollout.shiftingNeedsTwoInstances();
            rollout.shiftingNeedsTheSameVariants();
            rollout.alarmsHaveTimeToSee();
            rollout.linearStepsHaveALeastSizeAndAnEnd();
        }
    }

    /**
     * A canary is at most half of the instances, so there must be two; autoscaling may have scaled in to its minimum. <a
     * href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TrafficRoutingConfig.html">AWS</a>
     */
    private void shiftingNeedsTwoInstances() {
        var type = stage.text(TYPE);
        var message =
                "must be 2 or more for rollout.type: %s, which moves at most half of the instances at a time, got %s";
        for (var path : new String[] {"endpoint.instanceCount", "endpoint.autoscaling.minimum"}) {
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
                        .formatted(stage.text(TYPE)));
    }

    /**
     * Our alarms look at minutes, and the first one may be half over: what ends sooner was watched by nobody. <a
     * href="https://docs.aws.amazon.com/sagemaker/latest/dg/deployment-guardrails-configuration.html">AWS</a>
     */
    private void alarmsHaveTimeToSee() {
        if (stage.duration(WAIT, STANDARD_WAIT).compareTo(Duration.ofMinutes(2)) < 0) {
            stage.refuse(
                    WAIT,
                    "must be PT2M or longer for rollout.type: %s, for the alarms that roll back look at minutes, got %s"
                            .formatted(stage.text(TYPE), stage.text(WAIT)));
        }
    }

    /**
     * A linear step is 10 to 50 percent; all steps, and the wait before the old fleet goes, end within eight hours. <a
     * href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TrafficRoutingConfig.html">AWS</a>, <a
     * href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_BlueGreenUpdatePolicy.html">AWS</a>
     */
    private void linearStepsHaveALeastSizeAndAnEnd() {
        if (!stage.says(TYPE, "linear")) {
            return;
        }
        int share = stage.number(SHARE, 25).intValue();
        if (share < 10) {
            stage.refuse(SHARE, "must be from 10 to 50 for rollout.type: linear, got " + share);
            return;
        }
        long waits = Math.ceilDiv(100, share) + 1L;
        Duration all = stage.duration(WAIT, STANDARD_WAIT).multipliedBy(waits);
        if (all.compareTo(Duration.ofHours(8)) > 0) {
            stage.refuse(
                    WAIT,
                    "is waited %d times, which is longer than the eight hours a rollout may take".formatted(waits));
        }
    }
}
