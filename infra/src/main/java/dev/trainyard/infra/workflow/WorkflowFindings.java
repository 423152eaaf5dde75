package dev.trainyard.infra.workflow;

import dev.trainyard.infra.access.AcceptedFinding;
import dev.trainyard.infra.access.BucketAccess;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.services.stepfunctions.StateMachine;

/** Patterns in the machine's policy that stand. */
final class WorkflowFindings {

    private WorkflowFindings() {}

    static void acceptOn(StateMachine machine, WorkflowProps props, StageArns arns) {
        AcceptedFinding.resource("*", "AWS knows no resource for listing, X-Ray's actions and the delivery of logs")
                .on(machine);
        List.of(
                        arns.endpointConfigs(),
                        arns.models(),
                        arns.processingJobs(),
                        arns.trainingJobs(),
                        arns.tuningJobs(),
                        arns.executions())
                .forEach(runs -> AcceptedFinding.resource(
                                runs, "Each run has names of its own, under the stage's prefix")
                        .on(machine));
        BucketAccess.acceptObjects(machine, props.dataset().artifacts(), "evaluation/");
        BucketAccess.acceptObjects(machine, props.dataset().processed(), "processed/");
        BucketAccess.acceptObjects(machine, props.dataset().artifacts(), "candidates/");
        var functions =
                Stream.of(props.surroundings().gate(), props.surroundings().dataset());
        Stream.concat(functions, props.surroundings().promote().stream())
                .forEach(function -> AcceptedFinding.within(
                                function, ":*", "CDK's grant to invoke a function, or a version of it")
                        .on(machine));
        acceptOfServing(machine, arns);
        AcceptedFinding.resource(arns.modelPackages(), "SageMaker numbers the versions of a model")
                .on(machine);
    }

    private static void acceptOfServing(StateMachine machine, StageArns arns) {
        arns.rollbackAlarms()
                .forEach(alarms -> AcceptedFinding.resource(alarms, "The stage's own alarms, under one prefix")
                        .on(machine));
        AcceptedFinding.resource(arns.scalingAlarms(), "Application Auto Scaling names its alarms")
                .on(machine);
        AcceptedFinding.resource(
                        arns.scalableTargets(),
                        "Application Auto Scaling names its targets; conditions hold it to SageMaker's")
                .on(machine);
    }
}
