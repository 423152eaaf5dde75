package dev.trainyard.infra.workflow;

import dev.trainyard.infra.access.Allow;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.stepfunctions.Condition;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.Pass;
import software.amazon.awscdk.services.stepfunctions.PassJsonataProps;

/**
 * What a run is asked: the contract {@code workflow-input}. Its optional members are filled in: {@code $request} holds
 * {@code commit}, {@code codeHash}, {@code dataHash}, {@code trigger} and {@code force}, whoever starts the run.
 *
 * <p>{@code dataHash} stays {@link RunVariables#NONE} where the input has none: whoever asks for the data's hash fills it in.
 */
final class RunInput {

    private static final String DEFAULTS =
            "$merge([{'commit': 'none', 'codeHash': '%s', 'dataHash': 'none', 'force': false}, $states.input])";

    private static final List<String> CONDITIONS = List.of(
            "$request.trigger in ['release', 'manual', 'schedule', 'data', 'drift']",
            "$contains($string($request.commit), /^([0-9a-f]{40}|none)$/)",
            "$contains($string($request.codeHash), /^[0-9a-f]{16,64}$/)",
            "$contains($string($request.dataHash), /^([0-9a-f]{16,64}|none)$/)",
            "$request.force in [true, false]",
            "$count($keys($request)[$not($ in ['commit', 'codeHash', 'dataHash', 'trigger', 'force'])]) = 0");

    private static final String REFUSAL = """
            'the input is not of contracts/workflow-input.schema.json: it must have trigger (release, manual, schedule, data or\
             drift), may have commit (40 hexadecimal digits), codeHash and dataHash (16 to 64), force (true or false), and\
             nothing else; got ' & $string($request)""";

    private final States states;
    private final WorkflowProps props;
    private final StageArns arns;

    RunInput(States states, WorkflowProps props, StageArns arns) {
        this.states = states;
        this.props = props;
        this.arns = arns;
    }

    IChainable leadingTo(IChainable next) {
        var read = Pass.jsonata(
                states.scope(),
                "ReadInput",
                PassJsonataProps.builder().assign(variables()).build());
        var refused = states.refusal("InputRefused", "ReadInput", "InputRefused", Jsonata.of(REFUSAL));
        var commit = states.choice("NamesACommit")
                .when(States.when("$request.commit = 'none'"), readRelease(next))
                .otherwise(next);
        var valid = states.choice("InputIsValid").when(all(CONDITIONS), commit).otherwise(refused);
        return read.next(valid);
    }

    private Map<String, Object> variables() {
        var all = RunVariables.initial(props);
        all.put("request", Jsonata.of(DEFAULTS.formatted(props.code().hash())));
        return all;
    }

    /** A run that nobody released is one of what was released last: the release facts say of which commit. */
    private AwsCallTask readRelease(IChainable next) {
        var get = new AwsCall(
                "ssm",
                "getParameter",
                Map.of("Name", props.names().releaseParameter()),
                commit("$parse($states.result.Parameter.Value).commit"),
                List.of(Allow.actions(List.of("ssm:GetParameter"), List.of(arns.releaseParameter()))));
        var never = new ExpectedError("Ssm.ParameterNotFoundException", commit("'unknown'"), next);
        var call = states.call("ReadRelease", get, List.of(never));
        call.next(next);
        return call;
    }

    private static Map<String, Object> commit(String expression) {
        return Map.of("request", Jsonata.of("$merge([$request, {'commit': %s}])".formatted(expression)));
    }

    private static Condition all(List<String> conditions) {
        return States.when("(" + String.join(") and (", conditions) + ")");
    }
}
