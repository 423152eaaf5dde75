package dev.trainyard.cli.release;

import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Raw data in its bucket.
 *
 * @param api of the stage's account
 * @param bucket its name
 */
public record S3RawData(S3Client api, String bucket) implements RawData {

    private static final String PREFIX = "raw/";

    @Override
    public String place() {
        return "s3://" + bucket + "/" + PREFIX;
    }

    @Override
    public List<StoredFile> files() {
        return api.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(PREFIX)).contents().stream()
                .filter(object -> !object.key().endsWith("/"))
                .map(object -> new StoredFile(object.key(), object.eTag()))
                .toList();
    }

    /** Encryption is the bucket's default. */
    @Override
    public void put(Path file) {
        api.putObject(request -> request.bucket(bucket).key(PREFIX + file.getFileName()), RequestBody.fromFile(file));
    }
}
