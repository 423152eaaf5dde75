package dev.trainyard.endpointtests;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A stage's artifacts bucket, its policy and its key's, as somebody in that account may change them.
 *
 * @param stage whose they are
 */
record SharedArtifacts(DeployedStage stage) {

    private S3Client s3() {
        return stage.account().client(S3Client.builder().forcePathStyle(true));
    }

    private KmsClient kms() {
        return stage.account().client(KmsClient.builder());
    }

    private String bucket() {
        return stage.output("data", "ArtifactsBucketName");
    }

    byte[] read(String key) {
        return s3().getObjectAsBytes(request -> request.bucket(bucket()).key(key))
                .asByteArray();
    }

    void write(String key, byte[] content) {
        s3().putObject(request -> request.bucket(bucket()).key(key), RequestBody.fromBytes(content));
    }

    int unfinishedUploads() {
        return s3().listMultipartUploads(request -> request.bucket(bucket()))
                .uploads()
                .size();
    }

    /** Does something while nobody of another account may reach the bucket. */
    void withoutBucketPolicy(Runnable meanwhile) {
        var policy = s3().getBucketPolicy(request -> request.bucket(bucket())).policy();
        s3().deleteBucketPolicy(request -> request.bucket(bucket()));
        meanwhile.run();
        s3().putBucketPolicy(request -> request.bucket(bucket()).policy(policy));
    }

    /** Does something while nobody of another account may use the key. */
    void withoutSharingTheKey(Runnable meanwhile) {
        var key = stage.output("data", "KeyArn");
        var policy = kms().getKeyPolicy(request -> request.keyId(key).policyName("default"))
                .policy();
        var narrower = (ObjectNode) JsonMapper.shared().readTree(policy);
        var statements = narrower.withArray("Statement");
        for (int i = statements.size() - 1; i >= 0; i--) {
            if (statements.get(i).toString().contains("aws:PrincipalArn")) {
                statements.remove(i);
            }
        }
        kms().putKeyPolicy(request -> request.keyId(key).policyName("default").policy(narrower.toString()));
        meanwhile.run();
        kms().putKeyPolicy(request -> request.keyId(key).policyName("default").policy(policy));
    }

    /** The same archive in other bytes. */
    static byte[] packedAnew(byte[] gzip) {
        try (var content = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            var packed = new ByteArrayOutputStream();
            try (var writer = new GZIPOutputStream(packed)) {
                content.transferTo(writer);
            }
            return packed.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
