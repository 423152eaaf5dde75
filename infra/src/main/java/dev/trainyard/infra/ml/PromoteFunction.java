package dev.trainyard.infra.ml;

import dev.trainyard.config.StageNames;
import dev.trainyard.infra.access.AcceptedFinding;
import dev.trainyard.infra.access.OtherStage;
import dev.trainyard.infra.workflow.Dataset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/** The Java Lambda that takes the candidate of the stage before into this stage's bucket, verified on its way. */
final class PromoteFunction extends JavaFunction {

    private static final String HANDLER = "dev.trainyard.lambdas.promote.PromoteHandler";
    private static final String CANDIDATE = "candidates/approved.json";

    private final Dataset dataset;
    private final OtherStage source;

    PromoteFunction(Construct scope, String id, Path zip, Taking taking) {
        super(scope, id, settings(zip, taking), taking.names().promoteRole());
        dataset = taking.dataset();
        source = taking.source();
        readThere();
        writeHere();
    }

    /**
     * @param names of this stage
     * @param source the stage before
     * @param dataset where its model goes
     */
    record Taking(StageNames names, OtherStage source, Dataset dataset) {}

    /** Lambda's longest: an archive of tens of gigabytes. */
    private static Settings settings(Path zip, Taking taking) {
        return new Settings(
                zip,
                HANDLER,
                "Takes the candidate of stage " + taking.source().names().stage(),
                Duration.minutes(15),
                new TreeMap<>(Map.of(
                        "SOURCE_STAGE", taking.source().names().stage(),
                        "SOURCE_BUCKET", taking.source().artifactsBucket(),
                        "SOURCE_REGION", taking.source().region(),
                        "TARGET_BUCKET", taking.dataset().artifacts().getBucketName())),
                taking.dataset().key());
    }

    private void readThere() {
        var bucket = source.artifactsBucketArn();
        allow(List.of("s3:GetObject"), List.of(bucket + "/" + CANDIDATE, bucket + "/models/*", bucket + "/promoted/*"));
        list(bucket, CANDIDATE);
        role().addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("kms:Decrypt"))
                .resources(List.of(source.keys()))
                .conditions(Map.of(
                        "StringEquals", Map.of("kms:ViaService", "s3.%s.amazonaws.com".formatted(source.region()))))
                .build());
        for (var objects : List.of("/models/*", "/promoted/*")) {
            AcceptedFinding.resource(bucket + objects, "Archives are made at run time, under this prefix")
                    .on(role());
        }
        AcceptedFinding.resource(
                        source.keys(),
                        "The other stage's key is not known here; its own policy admits this one role, through S3 alone")
                .on(role());
    }

    private void writeHere() {
        var artifacts = dataset.artifacts();
        allow(List.of("s3:PutObject", "s3:AbortMultipartUpload"), List.of(artifacts.arnForObjects("promoted/*")));
        list(artifacts.getBucketArn(), "promoted/*");
        allow(
                List.of("kms:GenerateDataKey", "kms:Decrypt"),
                List.of(dataset.key().getKeyArn()));
        AcceptedFinding.within(artifacts, "/promoted/*", "Each archive lies under its own SHA-256")
                .on(role());
    }

    private void list(String bucketArn, String prefix) {
        role().addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("s3:ListBucket"))
                .resources(List.of(bucketArn))
                .conditions(Map.of("StringLike", Map.of("s3:prefix", prefix)))
                .build());
    }

    private void allow(List<String> actions, List<String> resources) {
        role().addToPolicy(PolicyStatement.Builder.create()
                .actions(actions)
                .resources(resources)
                .build());
    }
}
