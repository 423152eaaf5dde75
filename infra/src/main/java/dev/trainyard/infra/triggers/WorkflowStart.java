package dev.trainyard.infra.triggers;

import java.util.Map;
import software.amazon.awscdk.services.events.IRuleTarget;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.targets.SfnStateMachine;
import software.amazon.awscdk.services.events.targets.SfnStateMachineProps;
import software.amazon.awscdk.services.scheduler.IScheduleTarget;
import software.amazon.awscdk.services.scheduler.ScheduleTargetInput;
import software.amazon.awscdk.services.scheduler.targets.StepFunctionsStartExecution;
import software.amazon.awscdk.services.stepfunctions.IStateMachine;

/**
 * The one way in which anything starts the workflow: its execution is started with the trigger's word, and all else is left to
 * the workflow. AWS names the execution anew each time.
 *
 * @param machine the workflow
 */
public record WorkflowStart(IStateMachine machine) {

    /** For a rule of EventBridge, with a role that may start this machine and nothing else. */
    public IRuleTarget byRule(String trigger) {
        return new SfnStateMachine(
                machine,
                SfnStateMachineProps.builder()
                        .input(RuleTargetInput.fromObject(input(trigger)))
                        .build());
    }

    /** For a schedule of EventBridge Scheduler, likewise. */
    IScheduleTarget bySchedule(String trigger) {
        return StepFunctionsStartExecution.Builder.create(machine)
                .input(ScheduleTargetInput.fromObject(input(trigger)))
                .build();
    }

    /** Contract {@code workflow-input}; what it leaves out the workflow fills in. */
    static Map<String, Object> input(String trigger) {
        return Map.of("trigger", trigger);
    }
}
