package dev.trainyard.infra.workflow;

import dev.trainyard.config.EndpointSettings;
import dev.trainyard.config.EndpointSettings.Rollout;
import dev.trainyard.config.StageNames;
import dev.trainyard.infra.synth.Ordered;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How traffic moves from the old fleet to the new one: SageMaker's {@code DeploymentConfig}.
 *
 * <p>After the last shift the old fleet stays for one more wait, so that the new one is watched under all of the traffic
 * while there still is something to go back to. An update that changes the set of variants goes without: SageMaker guards
 * only updates between configs with the same variants (developer guide, deployment-guardrails-exclusions).
 *
 * @param endpoint of the stage's config
 * @param names of the stage
 */
record GuardedDeployment(EndpointSettings endpoint, StageNames names) {

    /** To bring a fleet up, or to find that it does not come up. */
    private static final Duration FLEET = Duration.ofMinutes(30);
    /** AWS's bounds of a deployment's time. */
    private static final Duration LEAST = Duration.ofMinutes(10);

    private static final Duration MOST = Duration.ofHours(8);
    /** Whether an update keeps the set of variants. */
    static final String SAME_VARIANTS = "($served.challengerModel = '%s') = ($plan.challengerModel = '%s')"
            .formatted(RunVariables.NONE, RunVariables.NONE);

    /** Deployment guardrails know fleets: a serverless endpoint has none. */
    Optional<Map<String, Object>> config() {
        return rollout()
                .map(rollout -> Ordered.map(
                        "BlueGreenUpdatePolicy",
                        Ordered.map(
                                "TrafficRoutingConfiguration",
                                routing(rollout),
                                "TerminationWaitInSeconds",
                                rollout.waitInterval().toSeconds(),
                                "MaximumExecutionTimeoutInSeconds",
                                limit().toSeconds()),
                        "AutoRollbackConfiguration",
                        Map.of("Alarms", alarms(rollout))));
    }

    /** How long an update may take. */
    Duration limit() {
        var all = rollout().map(Rollout::waits).orElse(Duration.ZERO).plus(FLEET);
        return all.compareTo(LEAST) < 0 ? LEAST : all.compareTo(MOST) > 0 ? MOST : all;
    }

    private Optional<Rollout> rollout() {
        return endpoint.rollout().filter(rollout -> endpoint.serverless().isEmpty());
    }

    private static Map<String, Object> routing(Rollout rollout) {
        var share = Ordered.map("Type", "CAPACITY_PERCENT", "Value", rollout.sharePercent());
        var routing = Ordered.map(
                "Type",
                rollout.type().name(),
                "WaitIntervalInSeconds",
                rollout.waitInterval().toSeconds());
        switch (rollout.type()) {
            case CANARY -> routing.put("CanarySize", share);
            case LINEAR -> routing.put("LinearStepSize", share);
            case ALL_AT_ONCE -> {}
        }
        return routing;
    }

    private List<Map<String, Object>> alarms(Rollout rollout) {
        var alarms = Stream.of(names.serverErrorsAlarm(), names.modelErrorsAlarm());
        var latency = rollout.maximumLatency().map(limit -> names.latencyAlarm()).stream();
        return Stream.concat(alarms, latency)
                .map(alarm -> Map.<String, Object>of("AlarmName", alarm))
                .toList();
    }
}
