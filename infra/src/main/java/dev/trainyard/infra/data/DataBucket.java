package dev.trainyard.infra.data;

import dev.trainyard.infra.access.AcceptedFinding;
import java.util.Locale;
import java.util.Objects;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.constructs.Construct;

/**
 * A private, versioned bucket under the stage's key, reached over TLS only, its requests logged.
 *
 * <p>Emptied by {@code trainyard destroy}, not by a Lambda of the template: nothing deployed may delete data.
 */
final class DataBucket extends Construct {

    private final Bucket bucket;

    DataBucket(Construct scope, String id, BucketProps props) {
        super(scope, id);
        bucket = Bucket.Builder.create(this, "Bucket")
                .bucketName(props.name())
                .encryption(BucketEncryption.KMS)
                .encryptionKey(props.key())
                .bucketKeyEnabled(true)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .enforceSsl(true)
                .versioned(true)
                .serverAccessLogsBucket(props.accessLogs())
                .serverAccessLogsPrefix(id.toLowerCase(Locale.ROOT) + "/")
                .removalPolicy(props.removal())
                .build();
        bucket.addLifecycleRule(leftovers());
        AcceptedFinding.nist(
                        "S3BucketReplicationEnabled",
                        "Versioned; a copy in another region is a decision of who owns the data, and costs as much again")
                .on(bucket);
        props.lifecycle().forEach(bucket::addLifecycleRule);
    }

    /** Events of new objects, without CDK's Lambda, which would set the bucket's notifications from outside of the template. */
    void tellEventBridge() {
        var resource = Objects.requireNonNull((CfnBucket) bucket.getNode().getDefaultChild());
        resource.addPropertyOverride("NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled", true);
    }

    IBucket bucket() {
        return bucket;
    }

    private static LifecycleRule leftovers() {
        return LifecycleRule.builder()
                .id("leftovers")
                .abortIncompleteMultipartUploadAfter(Duration.days(7))
                .noncurrentVersionExpiration(Duration.days(90))
                .build();
    }
}
