package dev.trainyard.infra.workflow;

import dev.trainyard.infra.synth.Ordered;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.stepfunctions.Choice;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.Pass;
import software.amazon.awscdk.services.stepfunctions.PassJsonataProps;

/**
 * Deletes endpoint configs and models of earlier runs, but for the config in service, the newest {@code endpoint.keep}
 * others, and the one that served before this run; a model stays as long as a config that stays names it. It looks at the
 * newest hundred of each.
 *
 * <p>Nothing here fails the run: what could not be deleted is told to the topic; what is gone already is as good.
 */
final class Pruning {

    private final States states;
    private final WorkflowProps props;
    private final StageArns arns;
    private final PruneCalls calls;

    Pruning(States states, WorkflowProps props, StageArns arns) {
        this.states = states;
        this.props = props;
        this.arns = arns;
        this.calls = new PruneCalls(states);
    }

    IChainable leadingTo(IChainable next) {
        var told = new PruningNotice(states, props).leadingTo(next);
        var models = listModels(told);
        models.next(new PruneDeletions(states, calls, arns).leadingTo(told));
        var configs = listConfigs(told);
        configs.next(modelsInUse(models));
        var begin = Pass.jsonata(
                states.scope(),
                "BeginToPrune",
                PassJsonataProps.builder().assign(beginning()).build());
        begin.next(configs);
        return begin;
    }

    /** From here on a failure undoes nothing of the endpoint: what serves has answered. */
    private static Map<String, Object> beginning() {
        return Ordered.map(
                "servingChanged", false,
                "keptConfigs", List.of(),
                "keptModels", List.of(),
                "doomed", List.of(),
                "pruneProblems", List.of());
    }

    private AwsCallTask listConfigs(IChainable told) {
        int keep = props.stage().endpoint().keep();
        var others = names("EndpointConfigs.EndpointConfigName", "config") + "[$ != $configName]";
        var kept = "$filter([%s], function($name, $index) { $index < %d or $name = $previousConfig })"
                .formatted(others, keep);
        var doomed = "$filter([%s], function($name, $index) { $index >= %d and $name != $previousConfig })"
                .formatted(others, keep);
        var variables = Ordered.map(
                "keptConfigs",
                Jsonata.of("$append([$configName], [%s])".formatted(kept)),
                "doomed",
                Jsonata.of("[%s.{'config': $}]".formatted(doomed)));
        return list("ListEndpointConfigs", "config", variables, told);
    }

    private AwsCallTask listModels(IChainable told) {
        var unused = names("Models.ModelName", "model") + "[$not($ in $keptModels)]";
        var variables = Ordered.map("doomed", Jsonata.of("$append($doomed, [%s.{'model': $}])".formatted(unused)));
        return list("ListModels", "model", variables, told);
    }

    private AwsCallTask list(String id, String kind, Map<String, Object> variables, IChainable told) {
        var parameters = Ordered.map(
                "NameContains", prefix(kind), "SortBy", "CreationTime", "SortOrder", "Descending", "MaxResults", 100);
        var call = PruneCalls.call(id, parameters, "*").assigning(variables);
        return calls.state(new PruneCalls.Step(id, id, "'of earlier runs'", call), told, Map.of());
    }

    /** The models that configs name which stay; a config that is gone names none. */
    private Choice modelsInUse(IChainable next) {
        var used = "$append($keptModels, [$states.result.ProductionVariants.ModelName])";
        var call = PruneCalls.call(
                        "DescribeEndpointConfig",
                        Map.of("EndpointConfigName", Jsonata.of("$keptConfigs[0]")),
                        arns.endpointConfigs())
                .assigning(Ordered.map("keptModels", Jsonata.of(used), "keptConfigs", PruneCalls.rest("keptConfigs")));
        var step = new PruneCalls.Step("DescribeKeptConfig", "DescribeEndpointConfig", "$keptConfigs[0]", call);
        var loop = states.choice("AreModelsInUseKnown");
        var describe = calls.state(step, loop, Map.of("keptConfigs", PruneCalls.rest("keptConfigs")));
        describe.next(loop);
        return loop.when(States.when("$count($keptConfigs) = 0"), next).otherwise(describe);
    }

    /** Names of the stage's own, of those in the result. */
    private String names(String path, String kind) {
        var prefix = prefix(kind);
        return "$states.result.%s[$substring($, 0, %d) = '%s']".formatted(path, prefix.length(), prefix);
    }

    private String prefix(String kind) {
        return "%s-%s-".formatted(props.names().endpoint(), kind);
    }
}
