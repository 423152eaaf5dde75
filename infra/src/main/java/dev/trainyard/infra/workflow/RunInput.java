package dev.trainyard.infra.workflow;

import dev.trainyard.infra.synth.Ordered;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.Pass;
import software.amazon.awscdk.services.stepfunctions.PassJsonataProps;

/**
 * What a run is asked: the contract {@code workflow-input}. Sets {@code $request}, {@code $run}, {@code $packageArn} (none
 * yet), {@code $again} and {@code $looks} (counters).
 *
 * <p>{@code $run} stands for the execution in SageMaker names, which allow 63 characters where an execution's has 80: its
 * first eight characters, to be recognized, and eight of its hash, to be unique.
 */
final class RunInput {

    private static final String RUN = """
            $replace($substring(%1$s, 0, 8), /[^A-Za-z0-9]/, '-') & '-' & $substring($hash(%1$s, 'SHA-256'), 0, 8)""".formatted(Jsonata.EXECUTION);
    private static final String COMPLETE =
            "$exists($request.commit) and $exists($request.codeHash) and $exists($request.dataHash)"
                    + " and $exists($request.trigger)";

    private RunInput() {}

    static IChainable leadingTo(States states, IChainable next) {
        var read = Pass.jsonata(
                states.scope(),
                "ReadInput",
                PassJsonataProps.builder()
                        .assign(Ordered.map(
                                "request",
                                Jsonata.of("$states.input"),
                                "run",
                                Jsonata.of(RUN),
                                "packageArn",
                                FailurePath.NO_PACKAGE,
                                "again",
                                0,
                                "looks",
                                0))
                        .build());
        var refused = states.refusal(
                "InputRefused",
                "ReadInput",
                "InputRefused",
                "the input must have commit, codeHash, dataHash and trigger (contracts/workflow-input.schema.json)");
        var complete = states.choice("InputIsComplete")
                .when(States.when(COMPLETE), next)
                .otherwise(refused);
        return read.next(complete);
    }
}
