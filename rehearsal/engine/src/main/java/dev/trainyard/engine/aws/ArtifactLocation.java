package dev.trainyard.engine.aws;

import java.util.Optional;

/**
 * An object in an artifact bucket.
 *
 * @param encryptionKey the key that the bucket's pipeline encrypts with
 */
public record ArtifactLocation(String bucket, String key, Optional<String> encryptionKey) {
    public String arn() {
        return "arn:aws:s3:::" + bucket + "/" + key;
    }
}
