package dev.trainyard.infra.workflow;

import dev.trainyard.infra.access.Allow;
import dev.trainyard.infra.synth.Ordered;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.SfnStateMachine;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.Pass;
import software.amazon.awscdk.services.stepfunctions.PassJsonataProps;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/**
 * A model that is rejected in the registry is no candidate any more: state machine {@code <app>-<stage>-withdrawal}, started
 * by the package's state change, removes {@value Approval#POINTER} where it names that package. The record of each candidate
 * stays. It looks twice, for a run that approves just now may write the pointer after the first look.
 */
public final class Withdrawal extends Construct {

    /** More than a run takes from reading a package's status to writing the pointer, retries included. */
    private static final Duration BETWEEN = Duration.minutes(2);

    private static final String NAMED = "$candidate.modelPackageArn = $rejected";

    private final WorkflowProps props;
    private final SideMachine side;
    private final States states;
    private final StateMachine machine;

    public Withdrawal(Construct scope, String id, WorkflowProps props) {
        super(scope, id);
        this.props = props;
        side = new SideMachine(this, "Withdrawal", "withdrawal", props);
        states = side.states();
        machine = side.running(definition(), "Withdraws a candidate whose package was rejected");
        Rule.Builder.create(this, "Rule")
                .description("Model packages of the stage that were rejected")
                .eventPattern(EventPattern.builder()
                        .source(List.of("aws.sagemaker"))
                        .detailType(List.of("SageMaker Model Package State Change"))
                        .detail(Ordered.map(
                                "ModelPackageGroupName", List.of(props.names().modelPackageGroup()),
                                "ModelApprovalStatus", List.of("Rejected")))
                        .build())
                .targets(List.of(new SfnStateMachine(machine)))
                .build();
    }

    public StateMachine machine() {
        return machine;
    }

    private IChainable definition() {
        var done = Pass.jsonata(states.scope(), "Withdrawn");
        var remove = remove();
        remove.next(done);
        var again = states.pause("LetRunsApprove", BETWEEN);
        var look = states.choice("IsItTheCandidate");
        var read = read(look);
        read.next(look);
        look.when(States.when(NAMED), remove)
                .when(States.when("$looks = 2"), done)
                .otherwise(again);
        again.next(read);
        return Pass.jsonata(
                        states.scope(),
                        "ReadEvent",
                        PassJsonataProps.builder()
                                .assign(Ordered.map(
                                        "rejected", Jsonata.of("$states.input.detail.ModelPackageArn"), "looks", 0))
                                .build())
                .next(read);
    }

    private AwsCallTask read(IChainable next) {
        // Without it, S3 answers 403 for what is not there; a condition on a prefix is never met by a GET.
        var listing = Allow.actions(
                List.of("s3:ListBucket"), List.of(props.dataset().artifacts().getBucketArn()));
        var get = new AwsCall(
                "s3",
                "getObject",
                pointer(),
                looked("$parse($states.result.Body)"),
                List.of(allow("s3:GetObject"), listing));
        return states.call("ReadPointer", get, List.of(new ExpectedError("S3.NoSuchKeyException", looked("{}"), next)));
    }

    private static Map<String, Object> looked(String candidate) {
        return Ordered.map("candidate", Jsonata.of(candidate), "looks", Jsonata.of("$looks + 1"));
    }

    private AwsCallTask remove() {
        return states.call(
                "RemovePointer",
                new AwsCall("s3", "deleteObject", pointer(), Map.of(), List.of(allow("s3:DeleteObject"))));
    }

    private Map<String, Object> pointer() {
        return Ordered.map("Bucket", props.dataset().artifacts().getBucketName(), "Key", Approval.POINTER);
    }

    private PolicyStatement allow(String action) {
        return Allow.actions(
                List.of(action), List.of(props.dataset().artifacts().arnForObjects(Approval.POINTER)));
    }
}
