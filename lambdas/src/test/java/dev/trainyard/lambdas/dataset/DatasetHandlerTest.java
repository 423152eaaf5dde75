package dev.trainyard.lambdas.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.trainyard.lambdas.gate.FakeContext;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The handler as the Lambda runtime drives it, over a bucket of a page for each object. */
class DatasetHandlerTest {

    private static final S3Object CARS = object("raw/cars.csv", "\"a\"", 10);
    private static final S3Object MORE = object("raw/more/cars.csv", "\"b\"", 5);

    @Test
    void countsAllPages() {
        var answer = ask(CARS, MORE);

        assertThat(answer.path("objects").asLong()).isEqualTo(2);
        assertThat(answer.path("bytes").asLong()).isEqualTo(15);
    }

    /** {@code printf 'raw/cars.csv\0"a"\nraw/more/cars.csv\0"b"\n' | sha256sum}. */
    @Test
    void hashesKeysAndETagsInTheOrderOfKeys() {
        var expected = "53c45e78ffef9e37ba0d9908b9824f3c2dff5d115a86487ad4116da8dd47d67f";

        assertThat(ask(CARS, MORE).path("dataHash").asString()).isEqualTo(expected);
        assertThat(ask(MORE, CARS).path("dataHash").asString()).isEqualTo(expected);
    }

    @Test
    void anotherContentGivesAnotherHash() {
        assertThat(ask(object("raw/cars.csv", "\"z\"", 10)).path("dataHash"))
                .isNotEqualTo(ask(CARS).path("dataHash"));
    }

    @Test
    void foldersOfTheConsoleAreNoData() {
        assertThat(ask(CARS, object("raw/more/", "\"d\"", 0))).isEqualTo(ask(CARS));
    }

    @Test
    void noDataIsAFailureThatSaysWhereItBelongs() {
        assertThatExceptionOfType(NoDataException.class)
                .isThrownBy(() -> ask())
                .withMessage("there is no object under s3://raw-bucket/raw/: put the stage's data there and start the"
                        + " workflow again");
    }

    @Test
    void theAnswerKeepsTheContract() {
        var file = Path.of(System.getProperty("trainyard.root"), "contracts", "dataset.schema.json");
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(
                        SchemaLocation.of(file.toUri().toString()),
                        JsonMapper.shared().readTree(file));

        assertThat(schema.validate(ask(CARS))).isEmpty();
    }

    @Test
    void namesTheVariableThatIsMissing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.from(Map.of()))
                .withMessageContaining("RAW_BUCKET is not set");
    }

    private static JsonNode ask(S3Object... objects) {
        var answer = new ByteArrayOutputStream();
        new DatasetHandler(new PagedS3(List.of(objects)), new Settings("raw-bucket"))
                .handleRequest(InputStream.nullInputStream(), answer, new FakeContext());
        return JsonMapper.shared().readTree(answer.toByteArray());
    }

    private static S3Object object(String key, String eTag, long size) {
        return S3Object.builder().key(key).eTag(eTag).size(size).build();
    }

    /** A bucket that sends one object a page. */
    private record PagedS3(List<S3Object> objects) implements S3Client {

        @Override
        public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
            assertThat(request.bucket()).isEqualTo("raw-bucket");
            assertThat(request.prefix()).isEqualTo("raw/");
            int page = request.continuationToken() == null ? 0 : Integer.parseInt(request.continuationToken());
            boolean more = page + 1 < objects.size();
            return ListObjectsV2Response.builder()
                    .contents(objects.isEmpty() ? List.of() : List.of(objects.get(page)))
                    .isTruncated(more)
                    .nextContinuationToken(more ? Integer.toString(page + 1) : null)
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
