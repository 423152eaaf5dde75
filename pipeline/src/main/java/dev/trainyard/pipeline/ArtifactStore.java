package dev.trainyard.pipeline;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.constructs.Construct;

/**
 * The bucket that hands source, assembly and kit from action to action, and its key. Both go with the stack: whatever is in it can
 * be built again from the repository.
 */
final class ArtifactStore extends Construct {

    /** Long enough for a release that waits for its approval; artifacts of older executions are of no use. */
    private static final Duration KEPT = Duration.days(90);

    private final Bucket bucket;

    ArtifactStore(Construct scope, String id) {
        super(scope, id);
        var key = Key.Builder.create(this, "Key")
                .description("Encrypts what the pipeline's actions hand to each other")
                .enableKeyRotation(true)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        this.bucket = Bucket.Builder.create(this, "Bucket")
                .encryption(BucketEncryption.KMS)
                .encryptionKey(key)
                .bucketKeyEnabled(true)
                .enforceSsl(true)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .lifecycleRules(List.of(LifecycleRule.builder()
                        .expiration(KEPT)
                        .abortIncompleteMultipartUploadAfter(Duration.days(1))
                        .build()))
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
    }

    Bucket bucket() {
        return bucket;
    }
}
