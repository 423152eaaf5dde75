package dev.trainyard.infra.watch;

import dev.trainyard.config.StageNames;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;

/**
 * The metrics that the watch tells CloudWatch, one value a run (contract {@code drift-verdict}). A verdict that could not be
 * given is no value: the one before it stands.
 *
 * @param namespace of all of them: {@code <app>/watch}
 * @param endpointName their one dimension
 */
public record DriftMetrics(String namespace, String endpointName) {

    public static final String DRIFT = "Drift";
    public static final String QUALITY_DRIFT = "QualityDrift";

    public static DriftMetrics of(StageNames names) {
        return new DriftMetrics(names.app() + "/watch", names.endpoint());
    }

    public Metric metric(String name) {
        return Metric.Builder.create()
                .namespace(namespace)
                .metricName(name)
                .statistic("Maximum")
                .dimensionsMap(Map.of("EndpointName", endpointName))
                .period(Duration.minutes(5))
                .build();
    }
}
