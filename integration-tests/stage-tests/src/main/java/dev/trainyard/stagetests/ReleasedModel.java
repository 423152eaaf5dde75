package dev.trainyard.stagetests;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeModelPackageResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The model package that the release named.
 *
 * @param arn of the package
 * @param approval its approval status
 * @param archive URI of its model.tar.gz
 * @param executionArn of the workflow that trained it
 * @param evaluation URI of its evaluation.json
 */
record ReleasedModel(String arn, String approval, String archive, String executionArn, URI evaluation) {

    static ReleasedModel read(SageMakerClient sageMaker, String arn) {
        var found = sageMaker.describeModelPackage(request -> request.modelPackageName(arn));
        return new ReleasedModel(
                arn,
                found.modelApprovalStatusAsString(),
                found.inferenceSpecification().containers().getFirst().modelDataUrl(),
                metadata(found, "executionArn"),
                URI.create(found.modelMetrics().modelQuality().statistics().s3Uri()));
    }

    /** What the model predicted offline for one row (contract {@code smoke}); it lies beside its evaluation. */
    SmokeRow smoke(S3Client s3) {
        var key = evaluation.getPath().substring(1).replace("evaluation.json", "smoke.json");
        var text = s3.getObjectAsBytes(
                        request -> request.bucket(evaluation.getHost()).key(key))
                .asUtf8String();
        JsonNode smoke = JsonMapper.shared().readTree(text);
        return new SmokeRow(
                smoke.required("request").required("instances").required(0),
                smoke.required("expected").doubleValue());
    }

    private static String metadata(DescribeModelPackageResponse found, String key) {
        return Optional.ofNullable(found.customerMetadataProperties().get(key))
                .orElseThrow(() -> new AssertionError(
                        "model package %s has no %s among its metadata: it was not registered by the workflow"
                                .formatted(found.modelPackageArn(), key)));
    }
}
