package dev.trainyard.infra.workflow;

import dev.trainyard.config.EndpointSettings;
import dev.trainyard.infra.access.Allow;
import dev.trainyard.infra.synth.Ordered;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.stepfunctions.IChainable;

/**
 * How the number of instances of the variant {@value Workflow#VARIANT} follows the load. Registered by the workflow, for
 * the endpoint does not exist at deploy; a challenger is not scaled.
 */
final class Autoscaling {

    /** Whom Application Auto Scaling's own role is for. */
    static final String SERVICE = "sagemaker.application-autoscaling.amazonaws.com";

    private static final String NAMESPACE = "sagemaker";
    private static final String DIMENSION = "sagemaker:variant:DesiredInstanceCount";
    private static final String METRIC = "SageMakerVariantInvocationsPerInstance";

    private final States states;
    private final WorkflowProps props;
    private final StageArns arns;

    Autoscaling(States states, WorkflowProps props, StageArns arns) {
        this.states = states;
        this.props = props;
        this.arns = arns;
    }

    /** Registers what the config says, takes off what it says no longer, leaves alone what never was. */
    IChainable leadingTo(IChainable next) {
        return props.stage()
                .endpoint()
                .autoscaling()
                .map(scaling -> startLeadingTo("", scaling, next))
                .orElseGet(() -> states.choice("IsScalingLeft")
                        .when(States.when("$served.scaling = 'on'"), stopLeadingTo("DropScaling", next))
                        .otherwise(next));
    }

    /** Registers target and policy; both calls replace what is there. */
    IChainable startLeadingTo(String suffix, EndpointSettings.Autoscaling scaling, IChainable next) {
        var register = register("RegisterScaling" + suffix, scaling);
        register.next(follow("FollowLoad" + suffix, scaling)).next(next);
        return register;
    }

    /**
     * Takes scaling off; that there is none any more is as good. Sets {@code $scalingStopped}.
     *
     * <p>A call's first permission is granted without its conditions, so in all of these it is one that has none.
     */
    IChainable stopLeadingTo(String id, IChainable next) {
        var stop = new AwsCall(
                        "applicationautoscaling",
                        "deregisterScalableTarget",
                        target(),
                        Map.of(),
                        List.of(
                                onAlarms("cloudwatch:DeleteAlarms"),
                                onTargets("application-autoscaling:DeregisterScalableTarget")))
                .assigning(Map.of("scalingStopped", true));
        var stopped = Map.<String, Object>of("scalingStopped", true);
        var gone = new ExpectedError("ApplicationAutoScaling.ObjectNotFoundException", stopped, next);
        var call = states.call(id, stop, List.of(gone));
        call.next(next);
        return call;
    }

    private AwsCallTask register(String id, EndpointSettings.Autoscaling scaling) {
        var request = target();
        request.put("MinCapacity", scaling.minimum());
        request.put("MaxCapacity", scaling.maximum());
        var permissions = List.of(
                Allow.actions(
                        List.of(
                                "sagemaker:DescribeEndpoint",
                                "sagemaker:DescribeEndpointConfig",
                                "sagemaker:UpdateEndpointWeightsAndCapacities"),
                        List.of(arns.endpoint(), arns.endpointConfigs())),
                onTargets("application-autoscaling:RegisterScalableTarget"),
                serviceLinkedRole());
        return states.call(
                id, new AwsCall("applicationautoscaling", "registerScalableTarget", request, Map.of(), permissions));
    }

    private AwsCallTask follow(String id, EndpointSettings.Autoscaling scaling) {
        var request = target();
        request.put("PolicyName", props.names().endpoint() + "-invocations");
        request.put("PolicyType", "TargetTrackingScaling");
        request.put(
                "TargetTrackingScalingPolicyConfiguration",
                Ordered.map(
                        "TargetValue",
                        scaling.invocationsPerInstance(),
                        "PredefinedMetricSpecification",
                        Map.of("PredefinedMetricType", METRIC)));
        var permissions = List.of(
                onAlarms("cloudwatch:DeleteAlarms", "cloudwatch:DescribeAlarms", "cloudwatch:PutMetricAlarm"),
                onTargets("application-autoscaling:PutScalingPolicy"));
        return states.call(
                id, new AwsCall("applicationautoscaling", "putScalingPolicy", request, Map.of(), permissions));
    }

    private Map<String, Object> target() {
        return Ordered.map(
                "ServiceNamespace", NAMESPACE,
                "ResourceId", "endpoint/%s/variant/%s".formatted(props.names().endpoint(), Workflow.VARIANT),
                "ScalableDimension", DIMENSION);
    }

    /** Their ARNs say nothing of the endpoint: conditions hold the permission to SageMaker's variants. */
    private PolicyStatement onTargets(String action) {
        return PolicyStatement.Builder.create()
                .actions(List.of(action))
                .resources(List.of(arns.scalableTargets()))
                .conditions(Map.of(
                        "StringEquals",
                        Ordered.map(
                                "application-autoscaling:service-namespace", NAMESPACE,
                                "application-autoscaling:scalable-dimension", DIMENSION)))
                .build();
    }

    private PolicyStatement onAlarms(String... actions) {
        return Allow.actions(List.of(actions), List.of(arns.scalingAlarms()));
    }

    private PolicyStatement serviceLinkedRole() {
        return PolicyStatement.Builder.create()
                .actions(List.of("iam:CreateServiceLinkedRole"))
                .resources(List.of(arns.scalingRole()))
                .conditions(Map.of("StringEquals", Map.of("iam:AWSServiceName", SERVICE)))
                .build();
    }
}
