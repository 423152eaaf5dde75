package dev.trainyard.infra.access;

import java.util.List;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.IConstruct;

/**
 * Access to the objects of one bucket under one prefix, with the findings that every such grant brings: CDK's grants
 * name actions by pattern, and objects can be named by prefix only.
 */
public final class BucketAccess {

    private static final List<String> ACTIONS = List.of(
            "s3:GetObject*", "s3:GetBucket*", "s3:List*", "s3:Abort*", "kms:GenerateDataKey*", "kms:ReEncrypt*");

    private BucketAccess() {}

    /** Allows to list a bucket and read below a prefix. */
    public static void read(IRole role, IBucket bucket, String prefix) {
        bucket.grantRead(role, prefix + "*");
        accept(role, bucket, prefix);
    }

    /** Allows to list a bucket, and to read and write, but not delete, below a prefix. */
    public static void readWrite(IRole role, IBucket bucket, String prefix) {
        bucket.grantRead(role, prefix + "*");
        bucket.grantPut(role, prefix + "*");
        accept(role, bucket, prefix);
    }

    /** Allows to write below a prefix, and neither to read nor to delete. */
    public static void write(IRole role, IBucket bucket, String prefix) {
        bucket.grantPut(role, prefix + "*");
        accept(role, bucket, prefix);
    }

    /** Accepts, for a construct and a prefix, that objects are named by pattern. */
    public static void acceptObjects(IConstruct construct, IBucket bucket, String prefix) {
        AcceptedFinding.within(bucket, "/" + prefix + "*", "Objects are made at run time, under this prefix")
                .on(construct);
    }

    private static void accept(IRole role, IBucket bucket, String prefix) {
        acceptObjects(role, bucket, prefix);
        ACTIONS.forEach(action -> AcceptedFinding.action(action, "CDK's grants, on the stage's own bucket and key")
                .on(role));
    }
}
