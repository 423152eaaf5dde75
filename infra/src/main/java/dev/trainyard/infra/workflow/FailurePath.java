package dev.trainyard.infra.workflow;

import dev.trainyard.infra.access.Allow;
import dev.trainyard.infra.synth.Ordered;
import java.util.List;
import software.amazon.awscdk.services.stepfunctions.CatchProps;
import software.amazon.awscdk.services.stepfunctions.Choice;
import software.amazon.awscdk.services.stepfunctions.Condition;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.tasks.SnsPublish;
import software.constructs.Construct;

/**
 * Where every failure leads: an endpoint that was touched serves as before; the model package, if there is one, is rejected;
 * the topic is told; the run fails with the state's name and the reason.
 *
 * <p>A state that leads here sets {@code $failure} to {@code {state, error, cause}}.
 */
final class FailurePath extends Construct implements Failure {

    /** A person's own rejection keeps the person's words. */
    private static final String TO_REJECT =
            "$packageArn != '%s' and $failure.error != 'Trainyard.%s'".formatted(RunVariables.NONE, Approval.REJECTED);

    private final IChainable start;

    FailurePath(Construct scope, String id, WorkflowProps props, StageArns arns) {
        super(scope, id);
        var subject = props.names().mlStack() + ": the ML workflow failed";
        var notify = FailureNotice.notify(this, props.surroundings().topic(), subject, released(props));
        var reject = reject(arns, notify);
        var rejected = Choice.jsonata(this, "IsRegistered")
                .when(Condition.jsonata(Jsonata.of(TO_REJECT)), reject)
                .otherwise(notify);
        start = new RestoreEndpoint(this, "Restore", props, arns, rejected).leadingOn();
    }

    /** The lock is given back last: what comes next shall find the stage as the run leaves it. */
    private IChainable released(WorkflowProps props) {
        var item = new LockItem(this, props.surroundings().lock(), Lock.NAME);
        return Lock.release(item, "ReleaseLockAfterFailure", FailureNotice.failed(this));
    }

    @Override
    public IChainable start() {
        return start;
    }

    private AwsCallTask reject(StageArns arns, SnsPublish next) {
        var parameters = Ordered.map(
                "ModelPackageArn",
                Jsonata.of("$packageArn"),
                "ModelApprovalStatus",
                "Rejected",
                "ApprovalDescription",
                Jsonata.of("$substring($failure.state & ': ' & $failure.cause, 0, 1000)"));
        var allowed = Allow.actions(List.of("sagemaker:UpdateModelPackage"), List.of(arns.modelPackages()));
        var call = new AwsCallTask(this, "RejectPackage", AwsCall.sageMaker("updateModelPackage", parameters, allowed));
        call.addCatch(next, CatchProps.builder().errors(CaughtError.EVERYTHING).build());
        call.next(next);
        return call;
    }
}
