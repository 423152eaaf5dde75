package dev.trainyard.infra.workflow;

import dev.trainyard.infra.synth.Ordered;
import java.util.List;
import software.amazon.awscdk.services.stepfunctions.CatchProps;
import software.amazon.awscdk.services.stepfunctions.Choice;
import software.amazon.awscdk.services.stepfunctions.Condition;
import software.amazon.awscdk.services.stepfunctions.Fail;
import software.amazon.awscdk.services.stepfunctions.FailJsonataProps;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.Pass;
import software.amazon.awscdk.services.stepfunctions.PassJsonataProps;
import software.amazon.awscdk.services.stepfunctions.TaskInput;
import software.amazon.awscdk.services.stepfunctions.tasks.CallAwsService;
import software.amazon.awscdk.services.stepfunctions.tasks.CallAwsServiceJsonataProps;
import software.amazon.awscdk.services.stepfunctions.tasks.SnsPublish;
import software.amazon.awscdk.services.stepfunctions.tasks.SnsPublishJsonataProps;
import software.constructs.Construct;

/**
 * Where every failure leads: the model package, if there is one, is rejected; the topic is told; the run fails with the
 * state's name and the reason.
 *
 * <p>A state that leads here sets {@code $failure} to {@code {state, error, cause}}.
 */
final class FailurePath extends Construct {

    /** What {@code $packageArn} is until there is a package: Step Functions' validator refuses an empty string. */
    static final String NO_PACKAGE = "none";

    private final Choice start;

    FailurePath(Construct scope, String id, WorkflowProps props, StageArns arns) {
        super(scope, id);
        var fail = fail();
        var notify = notify(props, fail);
        var reject = reject(arns, notify);
        start = Choice.jsonata(this, "IsRegistered")
                .when(Condition.jsonata(Jsonata.of("$packageArn != '" + NO_PACKAGE + "'")), reject)
                .otherwise(notify);
    }

    /** The first state of the path. */
    IChainable start() {
        return start;
    }

    /** A failure that no state threw: a decision, or a state of the world that cannot be gone on from. */
    Pass because(String id, String state, String error, String cause) {
        var pass = Pass.jsonata(
                this,
                id,
                PassJsonataProps.builder()
                        .stateName(id)
                        .assign(CaughtError.failure(state, "Trainyard." + error, cause))
                        .build());
        pass.next(start);
        return pass;
    }

    private CallAwsService reject(StageArns arns, SnsPublish next) {
        var call = CallAwsService.jsonata(
                this,
                "RejectPackage",
                CallAwsServiceJsonataProps.builder()
                        .service("sagemaker")
                        .action("updateModelPackage")
                        .iamAction("sagemaker:UpdateModelPackage")
                        .iamResources(List.of(arns.modelPackages()))
                        .parameters(Ordered.map(
                                "ModelPackageArn",
                                Jsonata.of("$packageArn"),
                                "ModelApprovalStatus",
                                "Rejected",
                                "ApprovalDescription",
                                Jsonata.of("$substring($failure.state & ': ' & $failure.cause, 0, 1000)")))
                        .build());
        call.addRetry(Retries.ofCalls());
        call.addCatch(next, CatchProps.builder().errors(CaughtError.EVERYTHING).build());
        call.next(next);
        return call;
    }

    private SnsPublish notify(WorkflowProps props, Fail next) {
        var message = "'State ' & $failure.state & ' failed: ' & $failure.cause & '\\n' & $states.context.Execution.Id";
        var publish = SnsPublish.jsonata(
                this,
                "Notify",
                SnsPublishJsonataProps.builder()
                        .topic(props.surroundings().topic())
                        .subject(props.names().mlStack() + ": the ML workflow failed")
                        .message(TaskInput.fromText(Jsonata.of(message)))
                        .build());
        publish.addRetry(Retries.ofCalls());
        publish.addCatch(
                next, CatchProps.builder().errors(CaughtError.EVERYTHING).build());
        publish.next(next);
        return publish;
    }

    private Fail fail() {
        return Fail.jsonata(
                this,
                "Failed",
                FailJsonataProps.builder()
                        .error(Jsonata.of("$failure.error"))
                        .cause(Jsonata.of("$failure.state & ' failed: ' & $failure.cause"))
                        .build());
    }
}
