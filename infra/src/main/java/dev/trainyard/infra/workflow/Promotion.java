package dev.trainyard.infra.workflow;

import dev.trainyard.infra.synth.Ordered;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.TaskInput;
import software.amazon.awscdk.services.stepfunctions.tasks.LambdaInvoke;
import software.amazon.awscdk.services.stepfunctions.tasks.LambdaInvokeJsonataProps;

/**
 * In place of a training job: the candidate that the stage before approved, already copied here and verified by its SHA-256
 * when the function answers. Sets {@code $taken} (contract {@code candidate}, its archive being the copy) and what a training
 * job would set: {@code $modelDataUrl}, {@code $image}, {@code $trainingJobArn}.
 */
final class Promotion {

    /** The function's own limit. */
    static final Duration LONGEST = Duration.ofMinutes(15);

    /** Whether it is the archive of the last model that came through. */
    static final String SAME = "$latest.sha256 = $taken.sha256";

    /** AWS keeps its images in each region; an image of somebody's own is where it is. */
    private static final String IMAGE = """
            ($image := $states.result.Payload.image;\
             $contains($image, '/sagemaker-scikit-learn:') or $contains($image, '/sagemaker-xgboost:')\
             ? '%s' & $substringAfter($image, '/') : $image)""";

    private static final String ANOTHER = """
            'the archive that was evaluated, ' & $modelDataUrl & ', has SHA-256 ' & $sha256 & '; stage ' & $taken.stage &\
             ' approved ' & $taken.sha256 & ' (' & $taken.modelPackageArn & '): it was changed since it was copied here;\
             remove it, and the next run copies it anew'""";

    private static final String REJECTED = """
            'a person rejected ' & $latest.packageArn & ' in the registry, and the candidate of stage ' & $taken.stage &\
             ' is the very same model, SHA-256 ' & $taken.sha256 & ': approve another one there, or start a run with force'""";

    private final States states;
    private final WorkflowProps props;
    private final IFunction function;

    private Promotion(States states, WorkflowProps props, IFunction function) {
        this.states = states;
        this.props = props;
        this.function = function;
    }

    /** Absent where the stage trains its own model. */
    static Optional<Promotion> in(States states, WorkflowProps props) {
        return props.surroundings().promote().map(function -> new Promotion(states, props, function));
    }

    IChainable fetchLeadingTo(IChainable next) {
        var fetch = LambdaInvoke.jsonata(
                states.scope(),
                "FetchCandidate",
                LambdaInvokeJsonataProps.builder()
                        .lambdaFunction(function)
                        .payload(TaskInput.fromObject(Map.of()))
                        .assign(variables())
                        .build());
        fetch.addRetry(Retries.ofFunctions());
        states.failing(fetch);
        return fetch.next(next);
    }

    private Map<String, Object> variables() {
        var payload = "$states.result.Payload";
        var registry = props.code().prebuilt().registry();
        return Ordered.map(
                "outcome", "promoted",
                "taken", Jsonata.of(payload),
                "modelDataUrl", Jsonata.of(payload + ".modelDataUrl"),
                "image", Jsonata.of(IMAGE.formatted(registry)),
                "trainingJobArn", Jsonata.of(payload + ".trainingJobArn"),
                "promotedFrom", Jsonata.of(payload + ".modelPackageArn"));
    }

    /** What was judged must be what was approved. */
    IChainable verifiedLeadingTo(IChainable next) {
        var another = states.refusal("AnotherWasEvaluated", "ReadEvaluation", "CandidateDamaged", Jsonata.of(ANOTHER));
        return states.choice("IsTheCandidate")
                .when(States.when("$sha256 = $taken.sha256"), next)
                .otherwise(another);
    }

    /** What a person rejected here does not come back by itself. */
    IChainable refused() {
        return states.refusal("CandidateWasRejected", "FetchCandidate", Approval.REJECTED, Jsonata.of(REJECTED));
    }
}
