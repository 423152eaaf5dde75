package dev.trainyard.infra.workflow;

import dev.trainyard.infra.access.Allow;
import dev.trainyard.infra.synth.Ordered;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.stepfunctions.CatchProps;
import software.amazon.awscdk.services.stepfunctions.Choice;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.Pass;
import software.amazon.awscdk.services.stepfunctions.PassJsonataProps;
import software.amazon.awscdk.services.stepfunctions.tasks.CallAwsService;

/**
 * Deletes endpoint configs and models of earlier runs, but for the config in service, the newest {@code endpoint.keep}
 * others, and the one that served before this run; a model stays as long as a config that stays names it. It looks at the
 * newest hundred of each.
 *
 * <p>Nothing here fails the run: what could not be deleted is told to the topic; what is gone already is as good.
 */
final class Pruning {

    /** SageMaker has no error of its own for what is not there, only words. */
    private static final String PROBLEM = "$contains($states.errorOutput.Cause, 'Could not find') ? $pruneProblems"
            + " : $append($pruneProblems, ['%s ' & %s & ': ' & $states.errorOutput.Cause])";

    private final States states;
    private final WorkflowProps props;
    private final StageArns arns;

    Pruning(States states, WorkflowProps props, StageArns arns) {
        this.states = states;
        this.props = props;
        this.arns = arns;
    }

    IChainable leadingTo(IChainable next) {
        var told = new PruningNotice(states, props).leadingTo(next);
        var models = listModels(told);
        models.next(deletions(told));
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

    private CallAwsService listConfigs(IChainable told) {
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

    private CallAwsService listModels(IChainable told) {
        var unused = names("Models.ModelName", "model") + "[$not($ in $keptModels)]";
        var variables = Ordered.map("doomed", Jsonata.of("$append($doomed, [%s.{'model': $}])".formatted(unused)));
        return list("ListModels", "model", variables, told);
    }

    private CallAwsService list(String id, String kind, Map<String, Object> variables, IChainable told) {
        var parameters = Ordered.map(
                "NameContains", prefix(kind), "SortBy", "CreationTime", "SortOrder", "Descending", "MaxResults", 100);
        var action = Character.toLowerCase(id.charAt(0)) + id.substring(1);
        var call = AwsCall.sageMaker(action, parameters, Allow.actions(List.of("sagemaker:" + id), List.of("*")))
                .assigning(variables);
        return tolerant(id, call, told, Ordered.map("pruneProblems", problem(id, "'of earlier runs'")));
    }

    /** The models that configs name which stay; a config that is gone names none. */
    private Choice modelsInUse(IChainable next) {
        var used = "$append($keptModels, [$states.result.ProductionVariants.ModelName])";
        var call = AwsCall.sageMaker(
                        "describeEndpointConfig",
                        Map.of("EndpointConfigName", Jsonata.of("$keptConfigs[0]")),
                        on("sagemaker:DescribeEndpointConfig", arns.endpointConfigs()))
                .assigning(Ordered.map("keptModels", Jsonata.of(used), "keptConfigs", rest("keptConfigs")));
        var loop = states.choice("AreModelsInUseKnown");
        var describe = tolerant(
                "DescribeKeptConfig",
                call,
                loop,
                Ordered.map(
                        "keptConfigs", rest("keptConfigs"),
                        "pruneProblems", problem("DescribeEndpointConfig", "$keptConfigs[0]")));
        describe.next(loop);
        return loop.when(States.when("$count($keptConfigs) = 0"), next).otherwise(describe);
    }

    private Choice deletions(IChainable told) {
        var loop = states.choice("IsPruned");
        var config = delete("DeleteEndpointConfig", "config", arns.endpointConfigs(), loop);
        var model = delete("DeleteModel", "model", arns.models(), loop);
        return loop.when(States.when("$count($doomed) = 0"), told)
                .when(States.when("$exists($doomed[0].config)"), config)
                .otherwise(model);
    }

    private CallAwsService delete(String id, String kind, String resources, IChainable loop) {
        var name = "$doomed[0]." + kind;
        var action = Character.toLowerCase(id.charAt(0)) + id.substring(1);
        var parameter = kind.equals("config") ? "EndpointConfigName" : "ModelName";
        var call = AwsCall.sageMaker(action, Map.of(parameter, Jsonata.of(name)), on("sagemaker:" + id, resources))
                .assigning(Ordered.map("doomed", rest("doomed")));
        var delete =
                tolerant(id, call, loop, Ordered.map("doomed", rest("doomed"), "pruneProblems", problem(id, name)));
        delete.next(loop);
        return delete;
    }

    private CallAwsService tolerant(String id, AwsCall call, IChainable otherwise, Map<String, Object> variables) {
        var state = States.task(states.scope(), id, call);
        var caught = CatchProps.builder().errors(CaughtError.EVERYTHING).assign(variables);
        state.addCatch(otherwise, caught.build());
        return state;
    }

    private static PolicyStatement on(String action, String resources) {
        return Allow.actions(List.of(action), List.of(resources));
    }

    private static String problem(String action, String what) {
        return Jsonata.of(PROBLEM.formatted(action, what));
    }

    /** A list without its first. */
    private static String rest(String list) {
        return Jsonata.of("[$filter($%s, function($one, $index) { $index > 0 })]".formatted(list));
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
