package dev.trainyard.infra.workflow;

import dev.trainyard.infra.access.Allow;
import dev.trainyard.infra.synth.Ordered;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.TaskInput;
import software.amazon.awscdk.services.stepfunctions.tasks.LambdaInvoke;
import software.amazon.awscdk.services.stepfunctions.tasks.LambdaInvokeJsonataProps;

/** The gate's decision about the candidate. Sets {@code $decision}, {@code $evaluation} and
 * {@code $sha256}; a refused model ends the run. */
final class Judgement {

    private static final String EVALUATION = Jsonata.key("evaluation", "evaluation.json");

    /** Of the archive that was evaluated: the one that is registered, served, promoted. */
    private static final String SHA256 = "$parse($states.result.Body).trainyard.model.sha256";

    private final States states;
    private final WorkflowProps props;

    Judgement(States states, WorkflowProps props) {
        this.states = states;
        this.props = props;
    }

    IChainable leadingTo(IChainable next) {
        var read = readEvaluation();
        read.next(next);
        var refused = states.refusal(
                "ModelRefused",
                "Gate",
                "ModelRefused",
                Jsonata.of("'model refused: ' & $join($decision.reasons, '; ')"));
        var decision = states.choice("IsApproved")
                .when(States.when("$decision.approved = true"), read)
                .otherwise(refused);
        return gate().next(decision);
    }

    private LambdaInvoke gate() {
        var gate = LambdaInvoke.jsonata(
                states.scope(),
                "Gate",
                LambdaInvokeJsonataProps.builder()
                        .lambdaFunction(props.surroundings().gate())
                        .payload(TaskInput.fromObject(Ordered.map(
                                "bucket", bucket(),
                                "key", EVALUATION,
                                "champion", Jsonata.of(Champion.EXISTS),
                                "decisionKey", Jsonata.key("evaluation", "decision.json"))))
                        .assign(Map.of("decision", Jsonata.of("$states.result.Payload")))
                        .build());
        gate.addRetry(Retries.ofFunctions());
        gate.addCatch(states.failure().start(), CaughtError.of("Gate"));
        return gate;
    }

    private AwsCallTask readEvaluation() {
        var objects = props.dataset().artifacts().arnForObjects("evaluation/*");
        var get = new AwsCall(
                "s3",
                "getObject",
                Ordered.map("Bucket", bucket(), "Key", EVALUATION),
                Ordered.map("evaluation", Jsonata.of("$parse($states.result.Body)"), "sha256", Jsonata.of(SHA256)),
                List.of(Allow.actions(List.of("s3:GetObject"), List.of(objects))));
        return states.call("ReadEvaluation", get);
    }

    private String bucket() {
        return props.dataset().artifacts().getBucketName();
    }
}
