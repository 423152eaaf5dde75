package dev.trainyard.infra.triggers;

import dev.trainyard.config.Triggers;
import dev.trainyard.infra.workflow.WorkflowProps;
import software.amazon.awscdk.services.scheduler.Schedule;
import software.amazon.awscdk.services.scheduler.ScheduleExpression;
import software.amazon.awscdk.services.stepfunctions.IStateMachine;
import software.constructs.Construct;

/** The triggers that a stage's config names: new raw data, a schedule. Without any there is nothing here. */
public final class StageTriggers extends Construct {

    public StageTriggers(Construct scope, String id, WorkflowProps props, IStateMachine workflow) {
        super(scope, id);
        var triggers = props.stage().triggers();
        triggers.flatMap(Triggers::data)
                .ifPresent(
                        data -> new DataArrivals(this, "Data", props, new DataArrivals.Run(workflow, data.debounce())));
        triggers.flatMap(Triggers::schedule).ifPresent(expression -> schedule(expression, new WorkflowStart(workflow)));
    }

    private void schedule(String expression, WorkflowStart start) {
        Schedule.Builder.create(this, "Schedule")
                .description("Starts the ML workflow")
                .schedule(ScheduleExpression.expression(expression))
                .target(start.bySchedule("schedule"))
                .build();
    }
}
