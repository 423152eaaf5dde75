package dev.trainyard.infra.batch;

import dev.trainyard.infra.access.AcceptedFinding;
import dev.trainyard.infra.synth.Ordered;
import dev.trainyard.infra.workflow.CaughtError;
import dev.trainyard.infra.workflow.Jsonata;
import dev.trainyard.infra.workflow.SageMakerJobTask;
import dev.trainyard.infra.workflow.ServedModel;
import dev.trainyard.infra.workflow.SideMachine;
import dev.trainyard.infra.workflow.States;
import dev.trainyard.infra.workflow.WorkflowProps;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.Pass;
import software.amazon.awscdk.services.stepfunctions.PassJsonataProps;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/**
 * The state machine {@code <app>-<stage>-batch}: the files below {@code s3://<raw>/batch/<input>}, answered record by record
 * by the model in service, into {@code s3://<artifacts>/batch/<execution>/}, one {@code .out} a file.
 *
 * <p>Input: contract {@code batch-input}. Output: {@code outcome}, {@code output} (where), {@code model}, {@code
 * transformJobArn}. It costs nothing until it is started.
 */
public final class Batch extends Construct {

    private final StateMachine machine;

    public Batch(Construct scope, String id, WorkflowProps props) {
        super(scope, id);
        var side = new SideMachine(this, "Batch", "batch", props);
        var states = side.states();
        var transform = new TransformJob(props, side.arns());
        var task = new SageMakerJobTask(states.scope(), "Transform", transform.job());
        task.addCatch(states.failure().start(), CaughtError.of("Transform"));
        task.next(done(states, transform));
        var served = new ServedModel(states, side.arns(), props.names().endpoint()).leadingTo(task);
        machine = side.runningJobs(
                BatchInput.leadingTo(states, props.dataset().raw(), served),
                "Answers files with the model of " + props.names().endpoint());
        AcceptedFinding.resource(side.arns().transformJobs(), "Each run has names of its own, under the stage's prefix")
                .on(machine);
    }

    public StateMachine machine() {
        return machine;
    }

    private static IChainable done(States states, TransformJob transform) {
        return Pass.jsonata(
                states.scope(),
                "Done",
                PassJsonataProps.builder()
                        .outputs(Ordered.map(
                                "outcome", "transformed",
                                "output", transform.output(),
                                "model", Jsonata.of("$servedModel"),
                                "transformJobArn", Jsonata.of("$transformJobArn")))
                        .build());
    }
}
