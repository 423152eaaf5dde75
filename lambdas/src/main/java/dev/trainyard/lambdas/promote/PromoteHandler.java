package dev.trainyard.lambdas.promote;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lambda handler {@code dev.trainyard.lambdas.promote.PromoteHandler::handleRequest}: takes the candidate that the stage
 * before approved into this stage's bucket, as {@code promoted/<sha256>/model.tar.gz}, and answers with it (contract
 * {@code candidate}, its archive being the copy). Whatever the event is, it is that stage's candidate that is asked for.
 *
 * <p>Environment: {@link Settings}. Permissions: to list and read {@code candidates/approved.json} and the archive of the
 * stage before, under its key; to list and write {@code promoted/} here, under ours.
 */
public final class PromoteHandler implements RequestStreamHandler {

    private static final String APPROVED = "candidates/approved.json";

    private final S3Client there;
    private final S3Client here;
    private final Settings settings;

    /** For the Lambda runtime: once per environment, so that warm calls reuse the clients and their connections. */
    public PromoteHandler() {
        this(Settings.from(System.getenv()));
    }

    private PromoteHandler(Settings settings) {
        this(
                S3Client.builder()
                        .region(settings.sourceRegion())
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                S3Client.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                settings);
    }

    PromoteHandler(S3Client there, S3Client here, Settings settings) {
        this.there = there;
        this.here = here;
        this.settings = settings;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) {
        var candidate = approved();
        var key = "promoted/%s/model.tar.gz".formatted(candidate.sha256());
        if (!exists(here, settings.target(), key)) {
            copy(candidate, key);
        }
        JsonMapper.shared().writeValue(answer, candidate.at("s3://%s/%s".formatted(settings.target(), key)));
    }

    private Candidate approved() {
        var place = "s3://%s/%s".formatted(settings.source(), APPROVED);
        if (!reading(place, () -> exists(there, settings.source(), APPROVED))) {
            throw new CandidateMissingException(settings.stage(), place);
        }
        var json = reading(
                        place,
                        () -> there.getObjectAsBytes(
                                request -> request.bucket(settings.source()).key(APPROVED)))
                .asByteArray();
        var candidate = Candidate.parse(json, place);
        if (!candidate.bucket().equals(settings.source())) {
            throw new CandidateDamagedException(
                    "%s names an archive outside of its stage's bucket: %s".formatted(place, candidate.modelDataUrl()));
        }
        return candidate;
    }

    /** S3's own words for a refusal, "Access Denied", name neither the place nor who may mend it. */
    private <T> T reading(String place, Supplier<T> call) {
        try {
            return call.get();
        } catch (S3Exception e) {
            if (e.statusCode() == 403) {
                throw new CandidateForbiddenException(settings.stage(), place, e);
            }
            throw e;
        }
    }

    /** Asked of the listing: a GET of what is not there answers 403 to a role that may not list the whole bucket. */
    private static boolean exists(S3Client s3, String bucket, String key) {
        return s3.listObjectsV2(request -> request.bucket(bucket).prefix(key).maxKeys(1)).contents().stream()
                .anyMatch(object -> object.key().equals(key));
    }

    private void copy(Candidate candidate, String key) {
        try (var content = reading(
                candidate.modelDataUrl(),
                () -> there.getObject(
                        request -> request.bucket(candidate.bucket()).key(candidate.key())))) {
            new VerifiedCopy(here, settings.target(), key).of(content, candidate.sha256(), candidate.modelDataUrl());
        } catch (IOException e) {
            throw new UncheckedIOException("%s could not be read to its end".formatted(candidate.modelDataUrl()), e);
        }
    }
}
