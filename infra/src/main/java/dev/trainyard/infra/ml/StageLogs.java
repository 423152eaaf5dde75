package dev.trainyard.infra.ml;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** A log group under the stage's key, kept for three months. */
final class StageLogs extends Construct {

    private final LogGroup group;

    StageLogs(Construct scope, String id, IKey key, boolean retain) {
        this(scope, id, key, retain, null);
    }

    /** A log group whose name AWS prescribes. */
    StageLogs(Construct scope, String id, IKey key, boolean retain, @Nullable String name) {
        super(scope, id);
        group = LogGroup.Builder.create(this, "Group")
                .logGroupName(name)
                .encryptionKey(key)
                .retention(RetentionDays.THREE_MONTHS)
                .removalPolicy(retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY)
                .build();
    }

    LogGroup group() {
        return group;
    }
}
