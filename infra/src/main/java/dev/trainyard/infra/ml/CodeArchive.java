package dev.trainyard.infra.ml;

import java.nio.file.Path;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;

/** The training code in the stage's bootstrap bucket, published once per content. */
final class CodeArchive extends Construct {

    private final Asset asset;

    CodeArchive(Construct scope, String id, Path archive) {
        super(scope, id);
        asset = Asset.Builder.create(this, "Source").path(archive.toString()).build();
    }

    String uri() {
        return asset.getS3ObjectUrl();
    }

    String hash() {
        return asset.getAssetHash();
    }

    /** Allows to read this archive, and nothing else of what is deployed. */
    void grantRead(IGrantable grantee) {
        asset.getBucket().grantRead(grantee, asset.getS3ObjectKey());
    }
}
