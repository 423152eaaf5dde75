package dev.trainyard.infra.ml;

import dev.trainyard.infra.workflow.Workflow;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.ITopic;
import software.constructs.Construct;

/** Alarms on failed runs and failing answers. */
final class Monitoring extends Construct {

    private final Watched watched;

    Monitoring(Construct scope, String id, Watched watched) {
        super(scope, id);
        this.watched = watched;
        alarm("FailedRuns", "A run of the ML workflow failed", watched.run("ExecutionsFailed", "Sum"));
        alarm(
                "FailingAnswers",
                "The endpoint answers with errors of its own",
                watched.endpoint("Invocation5XXErrors", "Sum"));
    }

    private void alarm(String id, String description, Metric metric) {
        Alarm.Builder.create(this, id)
                .alarmDescription(description)
                .metric(metric)
                .threshold(1)
                .evaluationPeriods(1)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build()
                .addAlarmAction(new SnsAction(watched.topic()));
    }

    /**
     * @param stateMachineArn the workflow
     * @param endpointName the endpoint, which the workflow makes
     * @param topic whom alarms tell
     */
    record Watched(String stateMachineArn, String endpointName, ITopic topic) {

        /** A metric of the workflow. */
        Metric run(String name, String statistic) {
            return metric("AWS/States", name, statistic, Map.of("StateMachineArn", stateMachineArn));
        }

        /** A metric of the endpoint's first variant. */
        Metric endpoint(String name, String statistic) {
            return metric(
                    "AWS/SageMaker",
                    name,
                    statistic,
                    new TreeMap<>(Map.of("EndpointName", endpointName, "VariantName", Workflow.VARIANT)));
        }

        private static Metric metric(String namespace, String name, String statistic, Map<String, String> dimensions) {
            return Metric.Builder.create()
                    .namespace(namespace)
                    .metricName(name)
                    .statistic(statistic)
                    .dimensionsMap(dimensions)
                    .period(Duration.minutes(5))
                    .build();
        }
    }
}
