package dev.trainyard.infra.workflow;

import dev.trainyard.infra.access.Allow;
import dev.trainyard.infra.synth.Ordered;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.stepfunctions.Chain;
import software.amazon.awscdk.services.stepfunctions.IChainable;

/**
 * Asks the endpoint for a prediction that the evaluation made offline (contract {@code smoke}, at {@code $smokeKey}), and
 * compares the two. Beside a champion, the challenger is asked.
 */
final class SmokeTest {

    /** Both predictions come from one model in one image: they differ by floating point at most. */
    private static final String AGREES =
            "$abs($predicted - $smoke.expected) <= 0.000001 * $max([1, $abs($smoke.expected)])";

    private static final String DISAGREES =
            "'the endpoint predicts ' & $string($predicted) & ', but the evaluation of this model ' & $string($smoke.expected)";

    private final States states;
    private final WorkflowProps props;
    private final StageArns arns;

    SmokeTest(States states, WorkflowProps props, StageArns arns) {
        this.states = states;
        this.props = props;
        this.arns = arns;
    }

    IChainable leadingTo(IChainable next) {
        var refused = states.refusal("SmokeRefused", "Smoke", "SmokeRefused", Jsonata.of(DISAGREES));
        var agrees = states.choice("PredictsAsEvaluated")
                .when(States.when(AGREES), next)
                .otherwise(refused);
        return Chain.start(readSmoke()).next(ask()).next(agrees);
    }

    private AwsCallTask readSmoke() {
        var artifacts = props.dataset().artifacts();
        var get = new AwsCall(
                "s3",
                "getObject",
                Ordered.map("Bucket", artifacts.getBucketName(), "Key", Jsonata.of("$smokeKey")),
                Map.of("smoke", Jsonata.of("$parse($states.result.Body)")),
                List.of(Allow.actions(List.of("s3:GetObject"), List.of(artifacts.arnForObjects("evaluation/*")))));
        return states.call("ReadSmoke", get);
    }

    /** The prediction is made a number where it is read, so that a wrong answer is caught here. */
    private AwsCallTask ask() {
        var request = Ordered.map(
                "EndpointName",
                props.names().endpoint(),
                "ContentType",
                "application/json",
                "Accept",
                "application/json",
                "Body",
                Jsonata.of("$smoke.request"));
        if (props.stage().endpoint().abTest().isPresent()) {
            request.put("TargetVariant", Jsonata.of("$plan.asked"));
        }
        var invoke = new AwsCall(
                "sagemakerruntime",
                "invokeEndpoint",
                request,
                Map.of("predicted", Jsonata.of("$number($parse($states.result.Body).predictions[0])")),
                List.of(Allow.actions(List.of("sagemaker:InvokeEndpoint"), List.of(arns.endpoint()))));
        return states.call("Smoke", invoke);
    }
}
