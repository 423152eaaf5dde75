package dev.trainyard.infra.workflow;

import dev.trainyard.infra.synth.Ordered;
import java.util.Map;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.TaskInput;
import software.amazon.awscdk.services.stepfunctions.tasks.LambdaInvoke;
import software.amazon.awscdk.services.stepfunctions.tasks.LambdaInvokeJsonataProps;

/**
 * Asks what raw data there is; fails where there is none. Sets {@code $dataset}, and {@code $request.dataHash} where whoever
 * started the run left it out.
 */
final class HashedData {

    private static final String HASH =
            "$request.dataHash = 'none' ? $states.result.Payload.dataHash : $request.dataHash";

    private HashedData() {}

    static IChainable leadingTo(States states, WorkflowProps props, IChainable next) {
        var hash = LambdaInvoke.jsonata(
                states.scope(),
                "HashData",
                LambdaInvokeJsonataProps.builder()
                        .lambdaFunction(props.surroundings().dataset())
                        .payload(TaskInput.fromObject(Map.of()))
                        .assign(Ordered.map(
                                "dataset",
                                Jsonata.of("$states.result.Payload"),
                                "request",
                                Jsonata.of("$merge([$request, {'dataHash': %s}])".formatted(HASH))))
                        .build());
        hash.addRetry(Retries.ofFunctions());
        states.failing(hash);
        return hash.next(next);
    }
}
