package dev.trainyard.endpointtests;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sagemaker.model.DescribeModelPackageResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one run of the workflow leaves in the buckets and in the registry.
 *
 * @param run name of the execution; at most eight characters, of which the names of its jobs begin
 */
record RunTraces(DeployedStage stage, String run) {

    private static final String JOBS = "/aws/sagemaker/ProcessingJobs";

    /** The gate's decision record, which names each rule with what it saw. */
    JsonNode decision() {
        return JsonMapper.shared().readTree(read("evaluation/" + run + "/decision.json"));
    }

    /** Whether the evaluation has said a word: by then it has all that it reads. */
    boolean isBeingEvaluated() {
        var logs = stage.account().client(CloudWatchLogsClient.builder());
        return logs.describeLogGroups().logGroups().stream()
                        .anyMatch(group -> group.logGroupName().equals(JOBS))
                && !logs.filterLogEvents(
                                request -> request.logGroupName(JOBS).logStreamNamePrefix("trainyard-dev-eval-" + run))
                        .events()
                        .isEmpty();
    }

    /** Key of the model archive, once the training job has put it. */
    Optional<String> archive() {
        return stage.objects("models/").stream()
                .filter(key -> key.contains("-" + run + "-") && key.endsWith("/model.tar.gz"))
                .findFirst();
    }

    /** Puts the first half of an archive in its place, as a broken upload or copy leaves it. */
    void damage(String archive) {
        var bytes = read(archive);
        s3().putObject(
                        request -> request.bucket(bucket()).key(archive),
                        RequestBody.fromBytes(Arrays.copyOf(bytes, bytes.length / 2)));
    }

    /** The package that the run has registered. */
    Optional<DescribeModelPackageResponse> modelPackage() {
        var group = stage.output("data", "ModelPackageGroupName");
        return stage
                .sageMaker()
                .listModelPackages(request -> request.modelPackageGroupName(group))
                .modelPackageSummaryList()
                .stream()
                .map(listed -> stage.sageMaker()
                        .describeModelPackage(request -> request.modelPackageName(listed.modelPackageArn())))
                .filter(it -> it.customerMetadataProperties()
                        .getOrDefault("executionArn", "")
                        .endsWith(":" + run))
                .findFirst();
    }

    /**
     * What preprocessing has set aside, a line of CSV each, header first.
     *
     * @param kind {@code problems} or {@code rows}
     */
    List<String> rejected(String kind) {
        var bucket = stage.output("data", "ProcessedBucketName");
        var key = "processed/%s/rejected/%s/data.csv".formatted(run, kind);
        return s3().getObjectAsBytes(request -> request.bucket(bucket).key(key))
                .asUtf8String()
                .lines()
                .toList();
    }

    private byte[] read(String key) {
        return s3().getObjectAsBytes(request -> request.bucket(bucket()).key(key))
                .asByteArray();
    }

    private String bucket() {
        return stage.output("data", "ArtifactsBucketName");
    }

    private S3Client s3() {
        return stage.account().client(S3Client.builder().forcePathStyle(true));
    }
}
