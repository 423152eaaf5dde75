package dev.trainyard.lambdas.promote;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * One object on its way into this stage's bucket, in parts, hashed as it passes: completed where its SHA-256 is the one
 * expected, otherwise aborted, so that nothing of it is ever there.
 */
final class VerifiedCopy {

    /** Held in memory, one at a time; S3 takes 10,000 of them: 640 GB, more than a call can carry in its time. */
    private static final int PART_BYTES = 64 * 1024 * 1024;

    private final S3Client s3;
    private final String bucket;
    private final String key;

    VerifiedCopy(S3Client s3, String bucket, String key) {
        this.s3 = s3;
        this.bucket = bucket;
        this.key = key;
    }

    /** Copies all of {@code content}; {@code from} is where it comes from, for the words of a failure. */
    void of(InputStream content, String expected, String from) {
        var upload = s3.createMultipartUpload(request -> request.bucket(bucket).key(key))
                .uploadId();
        var completed = false;
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var parts = parts(content, upload, digest);
            check(expected, HexFormat.of().formatHex(digest.digest()), from);
            s3.completeMultipartUpload(request ->
                    request.bucket(bucket).key(key).uploadId(upload).multipartUpload(all -> all.parts(parts)));
            completed = true;
        } catch (IOException e) {
            throw new UncheckedIOException("%s could not be read to its end".formatted(from), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } finally {
            if (!completed) {
                s3.abortMultipartUpload(
                        request -> request.bucket(bucket).key(key).uploadId(upload));
            }
        }
    }

    private List<CompletedPart> parts(InputStream content, String upload, MessageDigest digest) throws IOException {
        var parts = new ArrayList<CompletedPart>();
        for (var bytes = content.readNBytes(PART_BYTES);
                bytes.length > 0 || parts.isEmpty();
                bytes = content.readNBytes(PART_BYTES)) {
            digest.update(bytes);
            int number = parts.size() + 1;
            var eTag = s3.uploadPart(
                            request -> request.bucket(bucket)
                                    .key(key)
                                    .uploadId(upload)
                                    .partNumber(number),
                            RequestBody.fromBytes(bytes))
                    .eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(eTag).build());
        }
        return parts;
    }

    private static void check(String expected, String found, String from) {
        if (!found.equals(expected)) {
            throw new CandidateDamagedException(
                    "%s has SHA-256 %s, approved was %s: it was changed since, and is not taken"
                            .formatted(from, found, expected));
        }
    }
}
