package dev.trainyard.infra.ml;

import dev.trainyard.infra.watch.DriftMetrics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TextWidget;
import software.constructs.Construct;

/**
 * What a stage is doing: its workflow, its endpoint, its drift where there is a watch, and what it costs.
 *
 * <p>CloudWatch knows no cost of a stage: {@code EstimatedCharges} is the whole account's, in us-east-1, and there only
 * where billing alerts are on. So that is what is shown, with the words where a stage's own cost is found.
 */
final class StageDashboard extends Construct {

    private static final String COST = """
            **Cost of this stage alone**: Cost Explorer, by the tags `app` and `stage` (activate both as cost allocation tags).
            The graph is the whole account's, estimated by AWS; it is empty until billing alerts are on.""";

    StageDashboard(Construct scope, String id, Monitoring.Watched watched, Optional<DriftMetrics> drift) {
        super(scope, id);
        Dashboard.Builder.create(this, "Dashboard")
                .widgets(List.of(
                        List.of(
                                graph(
                                        "Runs",
                                        watched.run("ExecutionsStarted", "Sum"),
                                        watched.run("ExecutionsSucceeded", "Sum"),
                                        watched.run("ExecutionsFailed", "Sum")),
                                graph("Length of a run (ms)", watched.run("ExecutionTime", "Maximum")),
                                graph(
                                        "Answers",
                                        watched.endpoint("Invocations", "Sum"),
                                        watched.endpoint("Invocation4XXErrors", "Sum"),
                                        watched.endpoint("Invocation5XXErrors", "Sum"))),
                        List.of(
                                graph(
                                        "Model latency (µs)",
                                        watched.endpoint("ModelLatency", "p50"),
                                        watched.endpoint("ModelLatency", "p95")),
                                graph("The account's charges (USD, month to date)", charges()),
                                TextWidget.Builder.create()
                                        .markdown(COST)
                                        .width(8)
                                        .height(6)
                                        .build()),
                        drift.map(StageDashboard::driftRow).orElse(List.of())))
                .build();
    }

    private static List<IWidget> driftRow(DriftMetrics drift) {
        return List.of(
                graph("Drift (1: yes)", drift.metric(DriftMetrics.DRIFT), drift.metric(DriftMetrics.QUALITY_DRIFT)),
                graph("Largest PSI of a column", drift.metric("LargestPsi")),
                graph("Rows watched", drift.metric("LiveRows"), drift.metric("BadLines")));
    }

    private static IWidget graph(String title, Metric... metrics) {
        return GraphWidget.Builder.create()
                .title(title)
                .left(List.of(metrics))
                .width(8)
                .build();
    }

    private static Metric charges() {
        return Metric.Builder.create()
                .namespace("AWS/Billing")
                .metricName("EstimatedCharges")
                .statistic("Maximum")
                .dimensionsMap(new TreeMap<>(Map.of("Currency", "USD")))
                .region("us-east-1")
                .period(Duration.hours(6))
                .build();
    }
}
