package dev.trainyard.infra.workflow;

import dev.trainyard.infra.access.Allow;
import dev.trainyard.infra.synth.Ordered;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.stepfunctions.Chain;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.Pass;
import software.amazon.awscdk.services.stepfunctions.PassJsonataProps;

/**
 * What the endpoint serves as the run begins, judged by the endpoint config in service and its tags. Sets {@code $served}:
 * {@code config}, {@code settings} (hash of the serving settings), {@code champion} and {@code challenger} (package ARNs),
 * {@code latest} (package of the last model that came through, whatever became of it), {@code scaling} ({@code on} where
 * the config was made with autoscaling), {@code championModel}, {@code challengerModel}, {@code instanceType}: all texts,
 * {@value RunVariables#NONE} where there is none.
 */
final class ServedSettings {

    private static final List<String> TAGS = List.of("settings", "champion", "challenger", "latest", "scaling");
    private static final String STATUS = """
            ($found := $states.result.Endpoints[EndpointName = '%s'];\
             $exists($found) ? $found[0].EndpointStatus : 'Absent')""";
    /** In all of these the endpoint answers by the config that DescribeEndpoint names. */
    private static final String SERVES =
            "$endpointStatus in ['InService', 'Updating', 'SystemUpdating', 'RollingBack']";

    private final States states;
    private final StageArns arns;
    private final String endpoint;

    ServedSettings(States states, WorkflowProps props, StageArns arns) {
        this.states = states;
        this.arns = arns;
        endpoint = props.names().endpoint();
    }

    /** Whether what serves was made by the settings of this workflow's definition. */
    static String unchanged(WorkflowProps props) {
        return "$served.settings = '%s'"
                .formatted(new ServingSettings(props.stage().endpoint()).hash());
    }

    /** Looks the endpoint up by its exact name; sets {@code $endpointStatus}, {@code Absent} where there is none. */
    static AwsCall find(String endpoint) {
        var parameters = Ordered.map("NameContains", endpoint, "MaxResults", 100);
        return AwsCall.sageMaker(
                        "listEndpoints", parameters, Allow.actions(List.of("sagemaker:ListEndpoints"), List.of("*")))
                .assigning(Map.of("endpointStatus", Jsonata.of(STATUS.formatted(endpoint))));
    }

    /** Describes the endpoint; sets what the caller wants of it. */
    static AwsCall describe(String endpoint, StageArns arns, Map<String, Object> variables) {
        var allowed = Allow.actions(List.of("sagemaker:DescribeEndpoint"), List.of(arns.endpoint()));
        return AwsCall.sageMaker("describeEndpoint", Map.of("EndpointName", endpoint), allowed)
                .assigning(variables);
    }

    IChainable leadingTo(IChainable next) {
        var read = Chain.start(states.call("DescribeServed", describe(endpoint, arns, config())))
                .next(describeConfig())
                .next(readTags())
                .next(next);
        var nothing = nothing();
        nothing.next(next);
        var find = states.call("FindServed", find(endpoint));
        find.next(states.choice("IsServed").when(States.when(SERVES), read).otherwise(nothing));
        return find;
    }

    private static Map<String, Object> config() {
        return Map.of("servedConfig", Jsonata.of("$states.result.EndpointConfigName"));
    }

    private AwsCallTask describeConfig() {
        var allowed = Allow.actions(List.of("sagemaker:DescribeEndpointConfig"), List.of(arns.endpointConfigs()));
        var parameters = Map.<String, Object>of("EndpointConfigName", Jsonata.of("$servedConfig"));
        return states.call(
                "DescribeServedConfig",
                AwsCall.sageMaker("describeEndpointConfig", parameters, allowed)
                        .assigning(Ordered.map(
                                "servedConfigArn", Jsonata.of("$states.result.EndpointConfigArn"),
                                "served", variants())));
    }

    private static Map<String, Object> variants() {
        return Ordered.map(
                "config", Jsonata.of("$servedConfig"),
                "championModel", ofVariant(Workflow.VARIANT, "ModelName", RunVariables.NONE),
                "challengerModel", ofVariant(Workflow.CHALLENGER, "ModelName", RunVariables.NONE),
                "instanceType", ofVariant(Workflow.VARIANT, "InstanceType", ServingSettings.SERVERLESS));
    }

    private static String ofVariant(String variant, String member, String otherwise) {
        return Jsonata.of("($it := $states.result.ProductionVariants[VariantName = '%s'].%s; $exists($it) ? $it : '%s')"
                .formatted(variant, member, otherwise));
    }

    private AwsCallTask readTags() {
        var allowed = Allow.actions(List.of("sagemaker:ListTags"), List.of(arns.endpointConfigs()));
        var known = Ordered.map();
        TAGS.forEach(tag -> known.put(tag, tag(tag)));
        return states.call(
                "ReadServedTags",
                AwsCall.sageMaker("listTags", Map.of("ResourceArn", Jsonata.of("$servedConfigArn")), allowed)
                        .assigning(Map.of("served", Jsonata.of("$merge([$served, " + Jsonata.literal(known) + "])"))));
    }

    private static String tag(String name) {
        var key = name.equals("settings") ? "serving" : name;
        return Jsonata.of("($it := $states.result.Tags[Key = '%s'].Value; $exists($it) ? $it : '%s')"
                .formatted(key, RunVariables.NONE));
    }

    private Pass nothing() {
        var served = Ordered.map(
                "config",
                RunVariables.NONE,
                "championModel",
                RunVariables.NONE,
                "challengerModel",
                RunVariables.NONE,
                "instanceType",
                RunVariables.NONE);
        TAGS.forEach(tag -> served.put(tag, RunVariables.NONE));
        return Pass.jsonata(
                states.scope(),
                "NothingServes",
                PassJsonataProps.builder().assign(Map.of("served", served)).build());
    }
}
