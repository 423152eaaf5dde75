package dev.trainyard.infra.data;

import dev.trainyard.infra.access.AcceptedFinding;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.constructs.Construct;

/** Who asked the stage's buckets for what, kept for three months. S3 delivers to no bucket under a KMS key, so S3's own. */
final class AccessLogBucket extends Construct {

    private final Bucket bucket;

    AccessLogBucket(Construct scope, String id, RemovalPolicy removal) {
        super(scope, id);
        bucket = Bucket.Builder.create(this, "Bucket")
                .encryption(BucketEncryption.S3_MANAGED)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .enforceSsl(true)
                .versioned(true)
                .removalPolicy(removal)
                .lifecycleRules(List.of(expiry()))
                .build();
        new AcceptedFinding("AwsSolutions-S1", "Access logs are not logged again: each entry would make another")
                .on(bucket);
        AcceptedFinding.nist("S3DefaultEncryptionKMS", "S3 delivers access logs to no bucket under a KMS key")
                .on(bucket);
        AcceptedFinding.nist("S3BucketReplicationEnabled", "Logs of three months, of this region alone")
                .on(bucket);
    }

    IBucket bucket() {
        return bucket;
    }

    private static LifecycleRule expiry() {
        return LifecycleRule.builder()
                .id("expire")
                .expiration(Duration.days(90))
                .noncurrentVersionExpiration(Duration.days(1))
                .build();
    }
}
