package dev.trainyard.infra.ml;

import dev.trainyard.config.EndpointSettings.Rollout;
import dev.trainyard.config.StageNames;
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

/**
 * The alarms on which SageMaker rolls an update of the endpoint back: answers of 5xx, errors of the model, a slow model.
 *
 * <p>They see old and new fleet together, for a config's name is not known at deploy. One bad minute is enough: a minute is
 * the shortest period of SageMaker's metrics, and a rollout's wait is minutes long. Latency is the 99th percentile, which a
 * canary's share of the traffic moves where an average hides it.
 */
final class RollbackAlarms extends Construct {

    private final StageNames names;
    private final ITopic topic;

    /**
     * @param rollout how an update takes over, with its limits
     * @param topic whom alarms tell
     */
    RollbackAlarms(Construct scope, String id, Rollout rollout, StageNames names, ITopic topic) {
        super(scope, id);
        this.names = names;
        this.topic = topic;
        alarm("ServerErrors", names.serverErrorsAlarm(), metric("Invocation5XXErrors", "Sum"), rollout.maximumErrors());
        alarm("ModelErrors", names.modelErrorsAlarm(), metric("InvocationModelErrors", "Sum"), rollout.maximumErrors());
        rollout.maximumLatency()
                .ifPresent(limit ->
                        alarm("Latency", names.latencyAlarm(), metric("ModelLatency", "p99"), limit.toNanos() / 1000));
    }

    private void alarm(String id, String name, Metric metric, Number most) {
        Alarm.Builder.create(this, id)
                .alarmName(name)
                .alarmDescription("Rolls an update of the endpoint back: %s above %s in a minute"
                        .formatted(metric.getMetricName(), most))
                .metric(metric)
                .threshold(most)
                .evaluationPeriods(1)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build()
                .addAlarmAction(new SnsAction(topic));
    }

    private Metric metric(String name, String statistic) {
        return Metric.Builder.create()
                .namespace("AWS/SageMaker")
                .metricName(name)
                .statistic(statistic)
                .dimensionsMap(new TreeMap<>(Map.of("EndpointName", names.endpoint(), "VariantName", Workflow.VARIANT)))
                .period(Duration.minutes(1))
                .build();
    }
}
