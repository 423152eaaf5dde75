package dev.trainyard.infra.watch;

import dev.trainyard.config.Watch;
import dev.trainyard.infra.access.AcceptedFinding;
import dev.trainyard.infra.access.BucketAccess;
import dev.trainyard.infra.synth.Ordered;
import dev.trainyard.infra.workflow.CaughtError;
import dev.trainyard.infra.workflow.Jsonata;
import dev.trainyard.infra.workflow.SageMakerJobTask;
import dev.trainyard.infra.workflow.ServedModel;
import dev.trainyard.infra.workflow.SideMachine;
import dev.trainyard.infra.workflow.States;
import dev.trainyard.infra.workflow.WorkflowProps;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.stepfunctions.Chain;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.Pass;
import software.amazon.awscdk.services.stepfunctions.PassJsonataProps;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/**
 * The state machine {@code <app>-<stage>-watch}: finds the model in service and a week of its traffic, compares it with the
 * model's baseline, tells CloudWatch. Input: none. Output: {@code drift}, {@code quality}, {@code reasons}, {@code report}
 * (where). Without any captured traffic no job is paid for.
 */
final class WatchMachine extends Construct {

    private static final String NOTHING =
            "{'drift': null, 'quality': null, 'reasons': ['nothing was captured in a week'],"
                    + " 'metrics': {'LiveRows': 0, 'BadLines': 0}}";
    private final WorkflowProps props;
    private final SideMachine side;
    private final States states;
    private final WatchCalls calls;
    private final StateMachine machine;

    WatchMachine(Construct scope, String id, WorkflowProps props, Watch watch) {
        super(scope, id);
        this.props = props;
        side = new SideMachine(this, "Watch", "watch", props);
        states = side.states();
        calls = new WatchCalls(props, side.arns());
        machine = side.runningJobs(
                definition(new DriftJob(props, watch)),
                "Watches " + props.names().endpoint());
        accept();
    }

    StateMachine machine() {
        return machine;
    }

    /** Read from the bottom: each part leads to the one before it. */
    private IChainable definition(DriftJob job) {
        var tell = states.call("PutMetrics", calls.putMetrics()).next(done());
        var compare = Chain.start(pass("KnownInputs", job.inputs(side.arns())))
                .next(pass("CollectInputs", DriftJob.moreInputs(days())))
                .next(task(job))
                .next(states.call("ReadVerdict", calls.readVerdict()))
                .next(tell);
        var nothing = pass("NothingCaptured", Map.of("verdict", Jsonata.of(NOTHING)));
        nothing.next(tell);
        var captured = states.choice("HasCapture")
                .when(States.when("$count($days) > 0"), compare)
                .otherwise(nothing);
        var look = days().leadingTo(captured);
        var model = states.call("DescribeModel", calls.describeModel());
        model.next(look);
        var served = new ServedModel(states, side.arns(), props.names().endpoint()).leadingTo(model);
        return pass("Start", SideMachine.variables()).next(served);
    }

    private CapturedDays days() {
        return new CapturedDays(states, props);
    }

    private SageMakerJobTask task(DriftJob job) {
        var task = new SageMakerJobTask(states.scope(), "Compare", job.job(side.arns()));
        task.addCatch(states.failure().start(), CaughtError.of("Compare"));
        return task;
    }

    private Pass done() {
        var report = "'s3://%s/drift/' & %s & '/index.html'"
                .formatted(props.dataset().artifacts().getBucketName(), Jsonata.EXECUTION);
        return Pass.jsonata(
                states.scope(),
                "Done",
                PassJsonataProps.builder()
                        .outputs(Ordered.map(
                                "drift", Jsonata.of("$verdict.drift"),
                                "quality", Jsonata.of("$verdict.quality"),
                                "reasons", Jsonata.of("$verdict.reasons"),
                                "report", Jsonata.of("$count($days) > 0 ? " + report + " : 'none'")))
                        .build());
    }

    private Pass pass(String id, Map<String, Object> variables) {
        return Pass.jsonata(
                states.scope(), id, PassJsonataProps.builder().assign(variables).build());
    }

    private void accept() {
        List.of(side.arns().models(), side.arns().processingJobs())
                .forEach(runs -> AcceptedFinding.resource(
                                runs, "Each run has names of its own, under the stage's prefix")
                        .on(machine));
        AcceptedFinding.resource("*", "AWS knows no resource for metrics; the namespace is named instead")
                .on(machine);
        BucketAccess.acceptObjects(machine, props.dataset().artifacts(), "drift/");
    }
}
