package dev.trainyard.infra.workflow;

import dev.trainyard.infra.access.Allow;
import dev.trainyard.infra.synth.Ordered;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.stepfunctions.Chain;
import software.amazon.awscdk.services.stepfunctions.IChainable;

/**
 * The model behind the endpoint's first variant, for machines beside the workflow. Sets {@code $servedConfig}, {@code
 * $servedSince} (when that configuration was made, ISO 8601) and {@code $servedModel} (the model's name). Where there is no
 * endpoint, SageMaker says so and the run fails with its words.
 */
public final class ServedModel {

    private final States states;
    private final StageArns arns;
    private final String endpoint;

    public ServedModel(States states, StageArns arns, String endpoint) {
        this.states = states;
        this.arns = arns;
        this.endpoint = endpoint;
    }

    public IChainable leadingTo(IChainable next) {
        var endpointOf = AwsCall.sageMaker(
                "describeEndpoint",
                Map.of("EndpointName", endpoint),
                Allow.actions(List.of("sagemaker:DescribeEndpoint"), List.of(arns.endpoint())));
        var configOf = AwsCall.sageMaker(
                "describeEndpointConfig",
                Map.of("EndpointConfigName", Jsonata.of("$servedConfig")),
                Allow.actions(List.of("sagemaker:DescribeEndpointConfig"), List.of(arns.endpointConfigs())));
        var variant = "$states.result.ProductionVariants[VariantName = '%s'].ModelName".formatted(Workflow.VARIANT);
        return Chain.start(states.call(
                        "FindEndpoint",
                        endpointOf.assigning(Map.of("servedConfig", Jsonata.of("$states.result.EndpointConfigName")))))
                .next(states.call(
                        "FindModel",
                        configOf.assigning(Ordered.map(
                                "servedModel", Jsonata.of(variant),
                                "servedSince", Jsonata.of("$string($states.result.CreationTime)")))))
                .next(next);
    }
}
