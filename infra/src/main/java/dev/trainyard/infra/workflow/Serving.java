package dev.trainyard.infra.workflow;

import dev.trainyard.infra.access.Allow;
import dev.trainyard.infra.synth.Ordered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.stepfunctions.IChainable;

/** The model as SageMaker serves it, and the endpoint's configuration for it. Sets {@code $modelName}, {@code $configName}. */
final class Serving {

    private final States states;
    private final WorkflowProps props;
    private final StageArns arns;
    private final JobSettings settings;
    private final ServingSettings serving;

    Serving(States states, WorkflowProps props, StageArns arns) {
        this.states = states;
        this.props = props;
        this.arns = arns;
        settings = new JobSettings(props);
        serving = new ServingSettings(props.stage().endpoint());
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
        var plan = new VariantPlan(states, props, arns);
        var create = createModel();
        create.next(plan.plan()).next(createConfig()).next(next);
        return plan.subjectLeadingTo(create);
    }

    private AwsCallTask createModel() {
        var container = Ordered.map(
                "Image", Jsonata.of("$image"),
                "ModelDataUrl", Jsonata.of("$modelDataUrl"),
                "Environment", environment());
        var parameters = Ordered.map(
                "ModelName", Jsonata.name(props.names().endpoint(), "model"),
                "ExecutionRoleArn", props.roles().serving().getRoleArn(),
                "PrimaryContainer", container,
                "Tags", settings.tags());
        if (!serving.isServerless()) {
            isolate(parameters);
        }
        var call = AwsCall.sageMaker(
                "createModel",
                parameters,
                Allow.actions(List.of("sagemaker:CreateModel", "sagemaker:AddTags"), List.of(arns.models())),
                Allow.passing(props.roles().serving(), "sagemaker.amazonaws.com"));
        return states.call("CreateModel", call.assigning(Map.of("modelName", nameIn("ModelArn"))));
    }

    /** Serverless inference takes neither (SageMaker's developer guide, serverless endpoints, feature exclusions). */
    private void isolate(Map<String, Object> parameters) {
        parameters.put("VpcConfig", settings.vpcConfig());
        parameters.put("EnableNetworkIsolation", true);
    }

    private AwsCallTask createConfig() {
        var parameters = Ordered.map(
                "EndpointConfigName", Jsonata.name(props.names().endpoint(), "config"),
                "ProductionVariants", variants(),
                "KmsKeyId", settings.keyArn(),
                "Tags", tags());
        serving.endpoint()
                .capture()
                .ifPresent(capture ->
                        parameters.put("DataCaptureConfig", new Capturing(props).of(capture, settings.keyArn())));
        var call = AwsCall.sageMaker(
                "createEndpointConfig",
                parameters,
                Allow.actions(
                        List.of("sagemaker:CreateEndpointConfig", "sagemaker:AddTags"),
                        List.of(arns.endpointConfigs())));
        return states.call("CreateEndpointConfig", call.assigning(Map.of("configName", nameIn("EndpointConfigArn"))));
    }

    /** One variant, or two where there is a challenger. */
    private Object variants() {
        List<Object> single = List.of(serving.single());
        return serving.runningTest()
                .<Object>map(test -> Jsonata.of("$plan.challenger = '%s' ? %s : %s"
                        .formatted(
                                RunVariables.NONE,
                                Jsonata.literal(single),
                                Jsonata.literal(List.of(serving.champion(test), serving.challenger(test))))))
                .orElse(single);
    }

    /** What {@link ServedSettings} reads of the config in service. */
    private List<Map<String, Object>> tags() {
        var tags = new ArrayList<>(settings.tags());
        tags.add(tag("serving", serving.hash()));
        tags.add(tag("scaling", serving.endpoint().autoscaling().isPresent() ? "on" : RunVariables.NONE));
        List.of("champion", "challenger", "latest").forEach(role -> tags.add(tag(role, Jsonata.of("$plan." + role))));
        return tags;
    }

    private static Map<String, Object> tag(String key, String value) {
        return Ordered.map("Key", key, "Value", value);
    }

    /** The name at the end of an ARN in the result: the one that was taken, after however many tries. */
    private static String nameIn(String arn) {
        return Jsonata.of("$split($states.result.%s, '/')[1]".formatted(arn));
    }
}
