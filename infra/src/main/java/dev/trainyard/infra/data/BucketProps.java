package dev.trainyard.infra.data;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.LifecycleRule;

/**
 * @param key encrypts every object
 * @param accessLogs where requests are logged
 * @param removal whether the bucket outlives its stack
 * @param lifecycle rules by prefix, beside those of every bucket
 * @param name of the bucket; null: CloudFormation's
 */
record BucketProps(
        IKey key,
        IBucket accessLogs,
        RemovalPolicy removal,
        List<LifecycleRule> lifecycle,
        @Nullable String name) {

    BucketProps(IKey key, IBucket accessLogs, RemovalPolicy removal, List<LifecycleRule> lifecycle) {
        this(key, accessLogs, removal, lifecycle, null);
    }

    /** These properties, with a name that another account can know before the bucket exists. */
    BucketProps called(String bucketName) {
        return new BucketProps(key, accessLogs, removal, lifecycle, bucketName);
    }

    /** These properties, with objects under a prefix deleted after a time. */
    BucketProps expiring(String prefix, Duration age) {
        var rule = LifecycleRule.builder()
                .id("expire-" + prefix.replace("/", ""))
                .prefix(prefix)
                .expiration(age)
                .build();
        return new BucketProps(
                key,
                accessLogs,
                removal,
                Stream.concat(lifecycle.stream(), Stream.of(rule)).toList(),
                name);
    }
}
