package dev.trainyard.infra.workflow;

import dev.trainyard.infra.access.Allow;
import dev.trainyard.infra.synth.Ordered;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awscdk.services.stepfunctions.IChainable;

/**
 * The candidate in the model registry: pending, with where it comes from. Sets {@code $packageArn}, from which on a failure
 * rejects the package.
 */
final class Registration {

    private static final List<String> CONTENT_TYPES = List.of("application/json", "text/csv");

    private final States states;
    private final WorkflowProps props;
    private final StageArns arns;

    Registration(States states, WorkflowProps props, StageArns arns) {
        this.states = states;
        this.props = props;
        this.arns = arns;
    }

    IChainable registerLeadingTo(IChainable next) {
        return register().next(next);
    }

    private AwsCallTask register() {
        var parameters = Ordered.map(
                "ModelPackageGroupName", props.names().modelPackageGroup(),
                "ModelPackageDescription",
                        Jsonata.of("'%s by ' & %s"
                                .formatted(props.promotes() ? "Promoted" : "Trained", Jsonata.EXECUTION)),
                "ModelApprovalStatus", "PendingManualApproval",
                "InferenceSpecification", inference(),
                "ModelMetrics", metrics(),
                "CustomerMetadataProperties", origin());
        var allowed = Allow.actions(
                List.of("sagemaker:CreateModelPackage"), List.of(arns.modelPackageGroup(), arns.modelPackages()));
        return states.call(
                "Register",
                AwsCall.sageMaker("createModelPackage", parameters, allowed)
                        .assigning(Map.of("packageArn", Jsonata.of("$states.result.ModelPackageArn"))));
    }

    private Map<String, Object> inference() {
        var container = Ordered.map(
                "Image", Jsonata.of("$image"),
                "ModelDataUrl", Jsonata.of("$modelDataUrl"),
                "Environment", Serving.environment());
        var inference = Ordered.map(
                "Containers",
                List.of(container),
                "SupportedContentTypes",
                CONTENT_TYPES,
                "SupportedResponseMIMETypes",
                List.of("application/json"));
        props.stage()
                .endpoint()
                .instances()
                .ifPresent(it -> inference.put("SupportedRealtimeInferenceInstanceTypes", List.of(it.type())));
        return inference;
    }

    private Map<String, Object> metrics() {
        var bucket = props.dataset().artifacts().getBucketName();
        var statistics = Ordered.map(
                "ContentType", "application/json", "S3Uri", Jsonata.uri(bucket, "evaluation", "/evaluation.json"));
        return Map.of("ModelQuality", Map.of("Statistics", statistics));
    }

    /**
     * What a later run compares itself with, and what a person asks of a model. Values are strings here. Commit, code and data
     * are those that the model was trained with, wherever that was.
     */
    private Map<String, Object> origin() {
        var trained = props.promotes() ? "$taken" : "$request";
        var bucket = props.dataset().artifacts().getBucketName();
        return Ordered.map(
                "commit", Jsonata.of(trained + ".commit"),
                "codeHash", Jsonata.of(trained + ".codeHash"),
                "dataHash", Jsonata.of(trained + ".dataHash"),
                "judgedDataHash", Jsonata.of("$request.dataHash"),
                "settingsHash", SettingsHash.of(props.stage()),
                "trigger", Jsonata.of("$request.trigger"),
                "executionArn", Jsonata.of("$states.context.Execution.Id"),
                "trainingJobArn", Jsonata.of("$trainingJobArn"),
                "outOfFoldR2", Jsonata.of("$string(" + Candidate.OUT_OF_FOLD_R2 + ")"),
                "testR2", Jsonata.of("$string(" + Candidate.TEST_R2 + ")"),
                "estimator", Jsonata.of("$evaluation.trainyard.model.estimator"),
                "sha256", Jsonata.of("$sha256"),
                "evaluationUri", Jsonata.uri(bucket, "evaluation", "/evaluation.json"),
                "decisionUri", Jsonata.uri(bucket, "evaluation", "/decision.json"),
                "source", props.stage().model().source().name().toLowerCase(Locale.ROOT),
                "promotedFrom", Jsonata.of("$promotedFrom"));
    }
}
