package dev.trainyard.lambdas.dataset;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.trainyard.lambdas.dataset.Dataset.StoredObject;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lambda handler {@code dev.trainyard.lambdas.dataset.DatasetHandler::handleRequest}: lists the raw data, answers with a
 * {@link Dataset}; whatever the event is, it is the stage's data that is asked for.
 *
 * <p>Environment: {@link Settings}. Permissions: {@code s3:ListBucket} on the bucket for the prefix {@code raw/}.
 */
public final class DatasetHandler implements RequestStreamHandler {

    private static final String PREFIX = "raw/";

    private final S3Client s3;
    private final Settings settings;

    /** For the Lambda runtime: once per environment, so that warm calls reuse the client and its connections. */
    public DatasetHandler() {
        this(
                S3Client.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build(),
                Settings.from(System.getenv()));
    }

    DatasetHandler(S3Client s3, Settings settings) {
        this.s3 = s3;
        this.settings = settings;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) {
        var objects = objects();
        if (objects.isEmpty()) {
            throw new NoDataException("s3://%s/%s".formatted(settings.bucket(), PREFIX));
        }
        JsonMapper.shared().writeValue(answer, Dataset.of(objects));
    }

    /** All pages, without the empty objects that consoles make for folders. */
    private List<StoredObject> objects() {
        return s3
                .listObjectsV2Paginator(
                        request -> request.bucket(settings.bucket()).prefix(PREFIX))
                .contents()
                .stream()
                .filter(object -> !object.key().endsWith("/"))
                .map(object -> new StoredObject(object.key(), object.eTag(), object.size()))
                .toList();
    }
}
