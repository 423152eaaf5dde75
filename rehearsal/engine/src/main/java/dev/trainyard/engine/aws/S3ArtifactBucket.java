package dev.trainyard.engine.aws;

import java.nio.file.Path;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Artifacts in S3, encrypted with the pipeline's key. */
public final class S3ArtifactBucket implements ArtifactBucket {
    private final Clients clients;
    private final String region;

    public S3ArtifactBucket(Clients clients, String region) {
        this.clients = clients;
        this.region = region;
    }

    @Override
    public void get(Identity reader, ArtifactLocation from, Path to) {
        clients.s3(reader, region)
                .getObject(request -> request.bucket(from.bucket()).key(from.key()), to);
    }

    @Override
    public void put(Identity writer, Path from, ArtifactLocation to) {
        clients.s3(writer, region)
                .putObject(
                        request -> {
                            request.bucket(to.bucket()).key(to.key());
                            to.encryptionKey()
                                    .ifPresent(key -> request.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                                            .ssekmsKeyId(key));
                        },
                        from);
    }
}
