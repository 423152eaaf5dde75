package dev.trainyard.lambdas.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Reads an evaluation from S3. Bad input is an {@link Evaluation.Unusable}. S3's own trouble, to be retried, and its refusal
 * of the gate's role, which is no model's fault and is told in AWS's words, are exceptions.
 */
final class EvaluationReader {

    /** An evaluation has a few kilobytes; more is something else, and would not fit the function's memory. */
    private static final long MAXIMUM_BYTES = 1024 * 1024;

    private static final Map<Integer, String> REFUSALS =
            Map.of(400, "the request is not valid", 404, "there is no such object");

    private final S3Client s3;
    private final EvaluationParser parser = new EvaluationParser();

    EvaluationReader(S3Client s3) {
        this.s3 = s3;
    }

    Evaluation read(GateRequest request) {
        if (request.bucket() == null || request.key() == null || request.decisionKey() == null) {
            return new Evaluation.Unusable(
                    "the workflow must name bucket, key of the evaluation and decisionKey, got bucket '%s', key '%s', decisionKey '%s'"
                            .formatted(request.bucket(), request.key(), request.decisionKey()));
        }
        var where = "s3://%s/%s".formatted(request.bucket(), request.key());
        try {
            return download(request, where);
        } catch (S3Exception refused) {
            if (!REFUSALS.containsKey(refused.statusCode())) {
                throw refused;
            }
            return new Evaluation.Unusable("%s could not be read: %s (%s)"
                    .formatted(where, REFUSALS.get(refused.statusCode()), code(refused)));
        }
    }

    private Evaluation download(GateRequest request, String where) {
        var get = GetObjectRequest.builder()
                .bucket(request.bucket())
                .key(request.key())
                .build();
        try (var object = s3.getObject(get)) {
            var length = object.response().contentLength();
            if (length != null && length > MAXIMUM_BYTES) {
                return new Evaluation.Unusable(
                        "%s has %d bytes, more than the %d of any evaluation".formatted(where, length, MAXIMUM_BYTES));
            }
            return parser.parse(new String(object.readAllBytes(), StandardCharsets.UTF_8), where);
        } catch (IOException cause) {
            throw new UncheckedIOException("reading " + where, cause);
        }
    }

    private static String code(SdkServiceException refused) {
        return refused instanceof S3Exception s3 && s3.awsErrorDetails() != null
                ? s3.awsErrorDetails().errorCode()
                : "HTTP " + refused.statusCode();
    }
}
