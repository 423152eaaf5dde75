package dev.trainyard.lambdas.gate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** An S3 that holds one object, or answers with one error. */
final class FakeS3 implements S3Client {

    static final GateRequest REQUEST =
            new GateRequest("artifacts", "evaluation/run-1/evaluation.json", false, "evaluation/run-1/decision.json");

    /** What was put, by key. */
    final Map<String, String> kept = new HashMap<>();

    private final Supplier<ResponseInputStream<GetObjectResponse>> answer;

    private FakeS3(Supplier<ResponseInputStream<GetObjectResponse>> answer) {
        this.answer = answer;
    }

    static FakeS3 holding(String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        return claiming(bytes.length, bytes);
    }

    static FakeS3 claiming(long length, byte... bytes) {
        return new FakeS3(() -> new ResponseInputStream<>(
                GetObjectResponse.builder().contentLength(length).build(), new ByteArrayInputStream(bytes)));
    }

    static FakeS3 refusing(int status, String code) {
        return new FakeS3(() -> {
            throw S3Exception.builder()
                    .statusCode(status)
                    .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                    .build();
        });
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
        return answer.get();
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        try (var content = body.contentStreamProvider().newStream()) {
            kept.put(
                    request.bucket() + "/" + request.key(), new String(content.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return PutObjectResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
