package dev.trainyard.lambdas.promote;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** One bucket: its objects, and the uploads that were begun and not yet ended. */
final class BucketInMemory implements S3Client {

    final Map<String, byte[]> objects = new HashMap<>();
    final Map<String, ByteArrayOutputStream> uploads = new TreeMap<>();
    int reads;
    /** Where nobody of another account may read. */
    boolean forbidden;

    @Override
    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
        if (forbidden) {
            throw S3Exception.builder().message("Access Denied").statusCode(403).build();
        }
        return ListObjectsV2Response.builder()
                .contents(objects.keySet().stream()
                        .filter(key -> key.startsWith(request.prefix()))
                        .map(key -> S3Object.builder().key(key).build())
                        .toList())
                .build();
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
        reads++;
        var content = Objects.requireNonNull(objects.get(request.key()), request.key());
        return new ResponseInputStream<>(GetObjectResponse.builder().build(), new ByteArrayInputStream(content));
    }

    @Override
    public ResponseBytes<GetObjectResponse> getObjectAsBytes(GetObjectRequest request) {
        var content = Objects.requireNonNull(objects.get(request.key()), request.key());
        return ResponseBytes.fromByteArray(GetObjectResponse.builder().build(), content);
    }

    @Override
    public CreateMultipartUploadResponse createMultipartUpload(CreateMultipartUploadRequest request) {
        uploads.put(request.key(), new ByteArrayOutputStream());
        return CreateMultipartUploadResponse.builder().uploadId(request.key()).build();
    }

    @Override
    public UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) {
        try (var content = body.contentStreamProvider().newStream()) {
            content.transferTo(Objects.requireNonNull(uploads.get(request.uploadId())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return UploadPartResponse.builder().eTag("part").build();
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(CompleteMultipartUploadRequest request) {
        var content = Objects.requireNonNull(uploads.remove(request.uploadId()));
        objects.put(request.key(), content.toByteArray());
        return CompleteMultipartUploadResponse.builder().build();
    }

    @Override
    public AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request) {
        uploads.remove(request.uploadId());
        return AbortMultipartUploadResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
