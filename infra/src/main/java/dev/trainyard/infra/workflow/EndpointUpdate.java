package dev.trainyard.infra.workflow;

import dev.trainyard.infra.access.Allow;
import dev.trainyard.infra.synth.Ordered;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.stepfunctions.Choice;
import software.amazon.awscdk.services.stepfunctions.IChainable;

/**
 * The update of an endpoint in service: what serves is remembered, scaling is taken off where SageMaker would refuse to
 * change the instance type under it, and the new configuration rolls out.
 */
final class EndpointUpdate {

    /** An autoscaled count stays; weights and data capture are the new config's. */
    private static final List<Map<String, Object>> NOT_RETAINED =
            List.of(Map.of("VariantPropertyType", "DesiredWeight"), Map.of("VariantPropertyType", "DataCaptureConfig"));

    private final States states;
    private final WorkflowProps props;
    private final StageArns arns;
    private final ServingSettings serving;

    EndpointUpdate(States states, WorkflowProps props, StageArns arns) {
        this.states = states;
        this.props = props;
        this.arns = arns;
        serving = new ServingSettings(props.stage().endpoint());
    }

    /** The request of an update to a configuration. */
    static Map<String, Object> request(WorkflowProps props, String config) {
        var request = Ordered.map("EndpointName", props.names().endpoint(), "EndpointConfigName", config);
        if (props.stage().endpoint().autoscaling().isPresent()) {
            request.put("RetainAllVariantProperties", true);
            request.put("ExcludeRetainedVariantProperties", NOT_RETAINED);
        }
        return request;
    }

    /** Updating needs the endpoint's configuration allowed, too. */
    static PolicyStatement permission(StageArns arns) {
        return Allow.actions(List.of("sagemaker:UpdateEndpoint"), List.of(arns.endpoint(), arns.endpointConfigs()));
    }

    IChainable leadingTo(IChainable next) {
        var previous = readPrevious();
        previous.next(unscaling(updates(next)));
        return serving.isServerless() ? onlyFromServerless(previous) : previous;
    }

    private AwsCallTask readPrevious() {
        var variables =
                Ordered.map("previousConfig", Jsonata.of("$states.result.EndpointConfigName"), "servingChanged", true);
        return states.call(
                "ReadPreviousConfig", ServedSettings.describe(props.names().endpoint(), arns, variables));
    }

    private Choice unscaling(IChainable updates) {
        var changes = "$served.scaling = 'on' and $served.instanceType != '%s'".formatted(serving.instanceType());
        return states.choice("IsScalingInTheWay")
                .when(States.when(changes), new Autoscaling(states, props, arns).stopLeadingTo("StopScaling", updates))
                .otherwise(updates);
    }

    private IChainable updates(IChainable next) {
        var plain = update("UpdateEndpoint", Map.of(), next);
        return new GuardedDeployment(serving.endpoint(), props.names())
                .config()
                .<IChainable>map(config -> states.choice("HasSameVariants")
                        .when(
                                States.when(GuardedDeployment.SAME_VARIANTS),
                                update("RollOutEndpoint", Map.of("DeploymentConfig", config), next))
                        .otherwise(plain))
                .orElse(plain);
    }

    private AwsCallTask update(String id, Map<String, Object> guard, IChainable next) {
        var request = request(props, Jsonata.of("$configName"));
        request.putAll(guard);
        var permissions = guard.isEmpty() ? List.of(permission(arns)) : List.of(permission(arns), readingAlarms());
        var update =
                states.call(id, new AwsCall("sagemaker", "updateEndpoint", request, Map.of("looks", 0), permissions));
        update.addRetry(Retries.ofLimits());
        update.next(next);
        return update;
    }

    private PolicyStatement readingAlarms() {
        return Allow.actions(List.of("cloudwatch:DescribeAlarms"), arns.rollbackAlarms());
    }

    /** SageMaker updates no instance-based endpoint to a serverless one (developer guide, serverless-endpoints-update). */
    private Choice onlyFromServerless(IChainable previous) {
        var refused = states.refusal(
                "CannotBecomeServerless",
                "FindEndpoint",
                "CannotBecomeServerless",
                "endpoint %s has instances, and SageMaker cannot make it serverless: delete it, then run again"
                        .formatted(props.names().endpoint()));
        return states.choice("IsServerless")
                .when(States.when("$served.instanceType in ['serverless', 'none']"), previous)
                .otherwise(refused);
    }
}
