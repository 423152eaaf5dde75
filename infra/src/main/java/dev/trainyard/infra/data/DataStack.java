package dev.trainyard.infra.data;

import dev.trainyard.config.Triggers;
import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/**
 * What a stage keeps: its key, its raw and processed data, its models with their evaluations, its model registry.
 *
 * <p>Prerequisites: none. Outputs: RawBucketName, ProcessedBucketName, ArtifactsBucketName, KeyArn,
 * ModelPackageGroupName.
 */
public final class DataStack extends Stack {

    private final StageKey key;
    private final DataBucket raw;
    private final DataBucket processed;
    private final DataBucket artifacts;
    private final ModelRegistry registry;

    public DataStack(Construct scope, String id, DataStackProps props) {
        super(
                scope,
                id,
                StackProps.builder().stackName(props.names().dataStack()).build());
        var removal = props.stage().retain() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
        key = new StageKey(this, "Key", removal);
        var logs = new AccessLogBucket(this, "AccessLogs", removal);
        var keep = new BucketProps(key.key(), logs.bucket(), removal, List.of());
        raw = new DataBucket(this, "Raw", keep);
        props.stage().triggers().flatMap(Triggers::data).ifPresent(data -> raw.tellEventBridge());
        processed = new DataBucket(this, "Processed", keep.expiring("processed/", Duration.days(90)));
        artifacts = new DataBucket(this, "Artifacts", artifacts(keep, props));
        props.taker().ifPresent(taker -> ModelSharing.with(taker, artifacts.bucket(), key.key()));
        registry = new ModelRegistry(this, "ModelRegistry", props.names().modelPackageGroup(), removal);
        addOutputs();
    }

    /** Reports last a year, traffic and what is made of it a quarter. A truth is joined with captured traffic only. */
    private static BucketProps artifacts(BucketProps keep, DataStackProps props) {
        return keep.expiring("evaluation/", Duration.days(365))
                .expiring("drift/", Duration.days(365))
                .expiring("capture/", Duration.days(90))
                .expiring("ground-truth/", Duration.days(90))
                .expiring("batch/", Duration.days(90))
                .expiring("checkpoints/", Duration.days(30))
                .called(props.names().artifactsBucket(props.stage().account()));
    }

    public IKey key() {
        return key.key();
    }

    /** Raw data, under {@code raw/}. */
    public IBucket raw() {
        return raw.bucket();
    }

    /** Prepared data of each run, under {@code processed/<execution>/}. */
    public IBucket processed() {
        return processed.bucket();
    }

    /** Models under {@code models/}, evaluations under {@code evaluation/<execution>/}; the rest expires by its prefix. */
    public IBucket artifacts() {
        return artifacts.bucket();
    }

    private void addOutputs() {
        output("RawBucketName", raw.bucket().getBucketName());
        output("ProcessedBucketName", processed.bucket().getBucketName());
        output("ArtifactsBucketName", artifacts.bucket().getBucketName());
        output("KeyArn", key.key().getKeyArn());
        output("ModelPackageGroupName", registry.name());
    }

    private void output(String id, String value) {
        CfnOutput.Builder.create(this, id).value(value).build();
    }
}
