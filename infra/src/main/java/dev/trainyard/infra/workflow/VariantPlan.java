package dev.trainyard.infra.workflow;

import dev.trainyard.infra.access.Allow;
import dev.trainyard.infra.synth.Ordered;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.Pass;
import software.amazon.awscdk.services.stepfunctions.PassJsonataProps;

/**
 * Which model is to serve as which variant.
 *
 * <p>A new model is the one variant, or, while an A/B test runs beside a champion, the challenger. Where only serving
 * settings changed ({@code $outcome = 'served'}), the champion stays, and so does the challenger as long as its test runs;
 * a test that says {@code promote} makes the challenger the one.
 *
 * <p>Sets {@code $subject} (the package that is brought to the endpoint), {@code $smokeKey}, and {@code $plan}:
 * {@code model} and {@code challengerModel} (SageMaker models), {@code champion}, {@code challenger}, {@code latest}
 * (packages), {@code asked} (the variant that the smoke test asks).
 */
final class VariantPlan {

    static final String SERVED = "$outcome = 'served'";

    private static final String NONE = RunVariables.NONE;
    private static final String SMOKE_OF_PACKAGE =
            "'evaluation/' & $split($states.result.CustomerMetadataProperties.executionArn, ':')[-1] & '/smoke.json'";

    private final States states;
    private final StageArns arns;
    private final ServingSettings settings;

    VariantPlan(States states, WorkflowProps props, StageArns arns) {
        this.states = states;
        this.arns = arns;
        settings = new ServingSettings(props.stage().endpoint());
    }

    /** The package, its archive, its image: those of this run, or those of the package that serves. */
    IChainable subjectLeadingTo(IChainable next) {
        var candidate = pass(
                "TakeCandidate",
                Ordered.map(
                        "subject", Jsonata.of("$packageArn"),
                        "smokeKey", Jsonata.key("evaluation", "smoke.json")));
        candidate.next(next);
        var registered = registered();
        registered.next(states.choice("MayServe")
                .when(States.when("$subjectStatus = 'Rejected' and $subject = $served.challenger"), rejected())
                .otherwise(next));
        return states.choice("WhatIsServed")
                .when(States.when(SERVED), registered)
                .otherwise(candidate);
    }

    /** The plan; needs {@code $modelName}. */
    Pass plan() {
        return pass(
                "PlanVariants", Map.of("plan", Jsonata.of(settings.runningTest().isPresent() ? tested() : sole())));
    }

    private static String sole() {
        return Jsonata.literal(Ordered.map(
                "model",
                Jsonata.of("$modelName"),
                "champion",
                Jsonata.of("$subject"),
                "challengerModel",
                NONE,
                "challenger",
                NONE,
                "latest",
                Jsonata.of(latest()),
                "asked",
                Workflow.VARIANT));
    }

    /** While a test runs: a new model challenges, if there is one to challenge; otherwise who challenged, goes on. */
    private static String tested() {
        var challenging = Ordered.map(
                "model", Jsonata.of("$served.championModel"),
                "champion", Jsonata.of("$served.champion"),
                "challengerModel", Jsonata.of("$modelName"),
                "challenger", Jsonata.of("$subject"),
                "latest", Jsonata.of("$subject"),
                "asked", Workflow.CHALLENGER);
        var kept = Ordered.map(
                "model", Jsonata.of("$modelName"),
                "champion", Jsonata.of("$subject"),
                "challengerModel", Jsonata.of("$served.challengerModel"),
                "challenger", Jsonata.of("$served.challenger"),
                "latest", Jsonata.of(latest()),
                "asked", Workflow.VARIANT);
        return "$served.championModel != '%s' and $not(%s) ? %s : %s"
                .formatted(NONE, SERVED, Jsonata.literal(challenging), Jsonata.literal(kept));
    }

    /** A removed challenger stays the latest: what was removed is not trained anew. */
    private static String latest() {
        return "%s and $served.latest != '%s' ? $served.latest : $subject".formatted(SERVED, NONE);
    }

    private AwsCallTask registered() {
        var allowed = Allow.actions(List.of("sagemaker:DescribeModelPackage"), List.of(arns.modelPackages()));
        var container = "$states.result.InferenceSpecification.Containers[0].";
        return states.call(
                "TakeRegistered",
                AwsCall.sageMaker("describeModelPackage", Map.of("ModelPackageName", Jsonata.of(subject())), allowed)
                        .assigning(Ordered.map(
                                "subject", Jsonata.of("$states.result.ModelPackageArn"),
                                "subjectStatus", Jsonata.of("$states.result.ModelApprovalStatus"),
                                "modelDataUrl", Jsonata.of(container + "ModelDataUrl"),
                                "image", Jsonata.of(container + "Image"),
                                "smokeKey", Jsonata.of(SMOKE_OF_PACKAGE))));
    }

    /** An endpoint config of before this workflow's tags does not say whose model it serves: then the newest approved. */
    private String subject() {
        var champion = "$served.champion != '%s' ? $served.champion : $champion.packageArn".formatted(NONE);
        return settings.promotes()
                ? "$served.challenger != '%s' ? $served.challenger : (%s)".formatted(NONE, champion)
                : champion;
    }

    private IChainable rejected() {
        return states.refusal(
                "ChallengerWasRejected",
                "TakeRegistered",
                "ChallengerWasRejected",
                Jsonata.of(
                        "'the challenger ' & $subject & ' was rejected in the registry: it is not promoted; remove endpoint.abTest to remove it'"));
    }

    private Pass pass(String id, Map<String, Object> variables) {
        return Pass.jsonata(
                states.scope(), id, PassJsonataProps.builder().assign(variables).build());
    }
}
