package dev.trainyard.infra.watch;

import dev.trainyard.config.Watch;
import dev.trainyard.infra.triggers.WorkflowStart;
import dev.trainyard.infra.workflow.WorkflowProps;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.SfnStateMachine;
import software.amazon.awscdk.services.events.targets.SfnStateMachineProps;
import software.amazon.awscdk.services.stepfunctions.IStateMachine;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/**
 * The drift watch: its machine on a schedule, an alarm on the data and one on the quality, and, where the config says so, a
 * run of the workflow when one of them goes off (trigger {@code drift}).
 *
 * <p>An alarm keeps its state where nothing is told: a verdict stands until the next one, so that it goes off once for a
 * drift that lasts, and starts one run for it. A run without new data ends as {@code unchanged}.
 */
public final class DriftWatch extends Construct {

    private final WorkflowProps props;
    private final WatchMachine machine;

    public DriftWatch(Construct scope, String id, WorkflowProps props, Watch watch, IStateMachine workflow) {
        super(scope, id);
        this.props = props;
        machine = new WatchMachine(this, "Machine", props, watch);
        Rule.Builder.create(this, "Schedule")
                .description("Compares the endpoint's traffic with its model's baseline")
                .schedule(Schedule.expression(watch.schedule()))
                .targets(List.of(new SfnStateMachine(
                        machine.machine(),
                        SfnStateMachineProps.builder()
                                .input(RuleTargetInput.fromObject(Map.of()))
                                .build())))
                .build();
        var alarms = List.of(
                alarm(
                        "DataDrift",
                        "What the endpoint is asked is not what its model was trained on",
                        DriftMetrics.DRIFT),
                alarm("QualityDrift", "The endpoint's answers are worse than in training", DriftMetrics.QUALITY_DRIFT));
        if (watch.retrain()) {
            retrain(alarms, workflow);
        }
    }

    public StateMachine machine() {
        return machine.machine();
    }

    private Alarm alarm(String id, String description, String metric) {
        var alarm = Alarm.Builder.create(this, id)
                .alarmDescription("%s: see drift/ in %s"
                        .formatted(description, props.dataset().artifacts().getBucketName()))
                .metric(DriftMetrics.of(props.names()).metric(metric))
                .threshold(1)
                .evaluationPeriods(1)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .treatMissingData(TreatMissingData.IGNORE)
                .build();
        alarm.addAlarmAction(new SnsAction(props.surroundings().topic()));
        return alarm;
    }

    private void retrain(List<Alarm> alarms, IStateMachine workflow) {
        Rule.Builder.create(this, "Retraining")
                .description("Trains anew when drift is found")
                .eventPattern(EventPattern.builder()
                        .source(List.of("aws.cloudwatch"))
                        .detailType(List.of("CloudWatch Alarm State Change"))
                        .resources(alarms.stream().map(Alarm::getAlarmArn).toList())
                        .detail(Map.of("state", Map.of("value", List.of("ALARM"))))
                        .build())
                .targets(List.of(new WorkflowStart(workflow).byRule("drift")))
                .build();
    }
}
