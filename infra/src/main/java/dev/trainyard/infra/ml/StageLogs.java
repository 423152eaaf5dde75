package dev.trainyard.infra.ml;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** A log group under the stage's key, its entries kept for three months, and not after its stack. */
final class StageLogs extends Construct {

    private final LogGroup group;

    StageLogs(Construct scope, String id, IKey key) {
        this(scope, id, key, null);
    }

    /** A log group whose name AWS prescribes. */
    StageLogs(Construct scope, String id, IKey key, @Nullable String name) {
        super(scope, id);
        group = LogGroup.Builder.create(this, "Group")
                .logGroupName(name)
                .encryptionKey(key)
                .retention(RetentionDays.THREE_MONTHS)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
    }

    LogGroup group() {
        return group;
    }
}
