package dev.trainyard.infra.workflow;

import dev.trainyard.infra.synth.Ordered;
import java.util.Map;
import software.amazon.awscdk.services.stepfunctions.Choice;
import software.amazon.awscdk.services.stepfunctions.IChainable;

/** Deletes what {@code $doomed} lists, one by one: {@code {config: name}} or {@code {model: name}}. */
final class PruneDeletions {

    private final States states;
    private final PruneCalls calls;
    private final StageArns arns;

    PruneDeletions(States states, PruneCalls calls, StageArns arns) {
        this.states = states;
        this.calls = calls;
        this.arns = arns;
    }

    Choice leadingTo(IChainable next) {
        var loop = states.choice("IsPruned");
        var config = delete("EndpointConfig", "config", arns.endpointConfigs(), loop);
        var model = delete("Model", "model", arns.models(), loop);
        return loop.when(States.when("$count($doomed) = 0"), next)
                .when(States.when("$exists($doomed[0].config)"), config)
                .otherwise(model);
    }

    private AwsCallTask delete(String resource, String kind, String resources, IChainable loop) {
        var name = "$doomed[0]." + kind;
        var others = PruneCalls.rest("doomed");
        var call = PruneCalls.call("Delete" + resource, Map.of(resource + "Name", Jsonata.of(name)), resources)
                .assigning(Ordered.map("doomed", others));
        var step = new PruneCalls.Step("Delete" + resource, "Delete" + resource, name, call);
        var state = calls.state(step, loop, Map.of("doomed", others));
        state.next(loop);
        return state;
    }
}
