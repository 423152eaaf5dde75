package dev.trainyard.infra.workflow;

import dev.trainyard.infra.access.Allow;
import dev.trainyard.infra.synth.Ordered;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.stepfunctions.Choice;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.Pass;
import software.amazon.awscdk.services.stepfunctions.PassJsonataProps;

/**
 * From a registered model to an endpoint that has answered with it: model, config, endpoint, smoke test, autoscaling.
 *
 * <p>Prerequisites: {@code $served} ({@link ServedSettings}), {@code $outcome}, and of a new model {@code $packageArn},
 * {@code $modelDataUrl}, {@code $image}. A challenger is not approved: its package stays pending until it is promoted, so
 * that the newest approved package is the one that {@value Workflow#VARIANT} serves.
 */
final class Rollout {

    private final States states;
    private final WorkflowProps props;
    private final StageArns arns;

    Rollout(States states, WorkflowProps props, StageArns arns) {
        this.states = states;
        this.props = props;
        this.arns = arns;
    }

    /**
     * @param approve where the model that became the one goes on
     * @param afterwards where a challenger goes on
     */
    IChainable leadingTo(IChainable approve, IChainable afterwards) {
        var roles = roles(approve, afterwards);
        var scaling = new Autoscaling(states, props, arns).leadingTo(roles);
        var smoke = new SmokeTest(states, props, arns).leadingTo(scaling);
        var endpoint = new EndpointRollout(states, props, arns).leadingTo(smoke);
        return new Serving(states, props, arns).leadingTo(endpoint);
    }

    /** A challenger is not approved; what serves with other settings is approved already, unless it is promoted now. */
    private Choice approval(IChainable approve, IChainable afterwards) {
        var settings = new ServingSettings(props.stage().endpoint());
        var choice = states.choice("IsToBeApproved");
        if (settings.runningTest().isPresent()) {
            choice.when(States.when("$plan.asked = '%s'".formatted(Workflow.CHALLENGER)), afterwards);
        }
        if (settings.promotes()) {
            choice.when(States.when(VariantPlan.SERVED + " and $subject = $served.challenger"), promotion(approve));
        }
        return choice.when(States.when(VariantPlan.SERVED), afterwards).otherwise(approve);
    }

    private Pass promotion(IChainable approve) {
        var promotion = Pass.jsonata(
                states.scope(),
                "PromoteChallenger",
                PassJsonataProps.builder()
                        .assign(Map.of("packageArn", Jsonata.of("$subject")))
                        .build());
        promotion.next(approve);
        return promotion;
    }

    /** Before it gives up: at rest, brought to the new config, and, where that fails, back to the old one. */
    static Duration longest(WorkflowProps props) {
        return EndpointSettling.longest(props)
                .plus(EndpointRollout.LONGEST_REST)
                .plus(RestoreEndpoint.LONGEST);
    }

    /** A challenger that is one no longer, and did not become the one, is rejected in the registry. */
    private Choice roles(IChainable approve, IChainable afterwards) {
        var approval = approval(approve, afterwards);
        var retire = states.call(
                "RetireChallenger",
                AwsCall.sageMaker(
                        "updateModelPackage",
                        Ordered.map(
                                "ModelPackageArn", Jsonata.of("$served.challenger"),
                                "ModelApprovalStatus", "Rejected",
                                "ApprovalDescription", "Left the A/B test without being promoted"),
                        Allow.actions(List.of("sagemaker:UpdateModelPackage"), List.of(arns.modelPackages()))));
        retire.next(approval);
        var left = "$served.challenger != '%s' and $not($served.challenger in [$plan.champion, $plan.challenger])"
                .formatted(RunVariables.NONE);
        return states.choice("IsChallengerLeft").when(States.when(left), retire).otherwise(approval);
    }
}
