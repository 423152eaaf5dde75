package dev.trainyard.endpointtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code cdk bootstrap} and {@code cdk-assets} leave in an account, as far as templates ask for it: the staging
 * bucket with a stage's file assets, and the version parameter.
 *
 * @param account where
 */
record BootstrappedAccount(AwsAccount account) {

    BootstrappedAccount {
        account.client(SsmClient.builder())
                .putParameter(request -> request.name("/cdk-bootstrap/hnb659fds/version")
                        .value("30")
                        .type(ParameterType.STRING)
                        .overwrite(true));
    }

    /** Publishes the assets of all stacks of a stage. */
    void publish(StageAssembly stage) {
        publish(stage, Map.of());
    }

    /**
     * Publishes the assets of all stacks of a stage, some of them changed on the way.
     *
     * @param changes by file name ending, what becomes of the asset's bytes
     */
    void publish(StageAssembly stage, Map<String, UnaryOperator<byte[]>> changes) {
        try (var files = Files.list(stage.folder())) {
            files.filter(file -> file.toString().endsWith(".assets.json"))
                    .flatMap(file ->
                            JsonMapper.shared().readTree(file).path("files").valueStream())
                    .forEach(asset -> put(stage.folder(), asset, changes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(Path folder, JsonNode asset, Map<String, UnaryOperator<byte[]>> changes) {
        var source = asset.required("source");
        var path = folder.resolve(source.required("path").asString());
        if (!source.required("packaging").asString().equals("file") && !Files.isRegularFile(path)) {
            return; // a folder to be zipped belongs to a custom resource, which these deployments leave out
        }
        asset.required("destinations").valueStream().forEach(destination -> {
            var bucket = resolve(destination.required("bucketName").asString());
            var key = destination.required("objectKey").asString();
            store(bucket, key, changed(path, key, changes));
        });
    }

    private byte[] changed(Path path, String key, Map<String, UnaryOperator<byte[]>> changes) {
        try {
            var bytes = Files.readAllBytes(path);
            for (var change : changes.entrySet()) {
                if (key.endsWith(change.getKey())) {
                    return change.getValue().apply(bytes);
                }
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void store(String bucket, String key, byte[] bytes) {
        var s3 = account.client(S3Client.builder().forcePathStyle(true));
        try {
            s3.createBucket(request -> request.bucket(bucket));
        } catch (BucketAlreadyOwnedByYouException e) {
            // made by an earlier asset
        }
        s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
    }

    private String resolve(String text) {
        return text.replace("${AWS::AccountId}", account.id())
                .replace("${AWS::Region}", account.endpoint().region())
                .replace("${AWS::Partition}", "aws");
    }
}
