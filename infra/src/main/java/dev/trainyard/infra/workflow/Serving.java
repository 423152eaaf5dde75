package dev.trainyard.infra.workflow;

import dev.trainyard.infra.access.Allow;
import dev.trainyard.infra.synth.Ordered;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.stepfunctions.Chain;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.tasks.CallAwsService;

/** The model as SageMaker serves it, and the endpoint's configuration for it. Sets {@code $modelName}, {@code $configName}. */
final class Serving {

    private final States states;
    private final WorkflowProps props;
    private final StageArns arns;
    private final JobSettings settings;

    Serving(States states, WorkflowProps props, StageArns arns) {
        this.states = states;
        this.props = props;
        this.arns = arns;
        settings = new JobSettings(props);
    }

    /**
     * Environment of the serving container. The server starts with a {@code pip install .} of the model's own code, which
     * would fetch build tools from the internet unless build isolation is off.
     */
    static Map<String, Object> environment() {
        return Ordered.map(
                "SAGEMAKER_PROGRAM", "inference.py",
                "SAGEMAKER_SUBMIT_DIRECTORY", "/opt/ml/model/code",
                "PIP_NO_BUILD_ISOLATION", "0");
    }

    IChainable leadingTo(IChainable next) {
        return Chain.start(createModel()).next(createConfig()).next(next);
    }

    private CallAwsService createModel() {
        var container = Ordered.map(
                "Image", props.code().image(),
                "ModelDataUrl", Jsonata.of("$modelDataUrl"),
                "Environment", environment());
        var parameters = Ordered.map(
                "ModelName", Jsonata.name(props.names().endpoint(), "model"),
                "ExecutionRoleArn", props.roles().serving().getRoleArn(),
                "PrimaryContainer", container,
                "VpcConfig", settings.vpcConfig(),
                "EnableNetworkIsolation", true,
                "Tags", settings.tags());
        var call = AwsCall.sageMaker(
                "createModel",
                parameters,
                Allow.actions(List.of("sagemaker:CreateModel", "sagemaker:AddTags"), List.of(arns.models())),
                Allow.passing(props.roles().serving(), "sagemaker.amazonaws.com"));
        return states.call("CreateModel", call.assigning(Map.of("modelName", nameIn("ModelArn"))));
    }

    private CallAwsService createConfig() {
        var instances = props.stage().endpoint().instances().orElseThrow();
        var variant = Ordered.map(
                "VariantName", Workflow.VARIANT,
                "ModelName", Jsonata.of("$modelName"),
                "InitialInstanceCount", instances.count(),
                "InstanceType", instances.type(),
                "InitialVariantWeight", 1);
        var parameters = Ordered.map(
                "EndpointConfigName", Jsonata.name(props.names().endpoint(), "config"),
                "ProductionVariants", List.of(variant),
                "KmsKeyId", settings.keyArn(),
                "Tags", settings.tags());
        var call = AwsCall.sageMaker(
                "createEndpointConfig",
                parameters,
                Allow.actions(
                        List.of("sagemaker:CreateEndpointConfig", "sagemaker:AddTags"),
                        List.of(arns.endpointConfigs())));
        return states.call("CreateEndpointConfig", call.assigning(Map.of("configName", nameIn("EndpointConfigArn"))));
    }

    /** The name at the end of an ARN in the result: the one that was taken, after however many tries. */
    private static String nameIn(String arn) {
        return Jsonata.of("$split($states.result.%s, '/')[1]".formatted(arn));
    }
}
