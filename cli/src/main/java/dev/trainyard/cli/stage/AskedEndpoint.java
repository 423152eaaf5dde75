package dev.trainyard.cli.stage;

import dev.trainyard.cli.aws.Clients;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;

/**
 * An endpoint, asked what a person can follow: for a car of the sample, or, where its model is of other data, for the first
 * row that the model was tested on.
 *
 * @param account of the stage
 * @param name of the endpoint
 */
public record AskedEndpoint(Clients account, String name) {

    /**
     * Question and answer in one line; empty where neither question has an answer.
     *
     * @param evaluation where the scores of the model are in S3, beside which its test row is
     */
    public Optional<String> told(Optional<String> evaluation) {
        return SampleCar.told(answer(SampleCar.REQUEST)).or(() -> evaluation.flatMap(this::ofTestRow));
    }

    private Optional<String> ofTestRow(String evaluation) {
        var row = TestRow.of(read(URI.create(evaluation.replace("evaluation.json", "smoke.json"))));
        return row.told(answer(row.request()));
    }

    private String read(URI place) {
        return account.s3()
                .getObjectAsBytes(request ->
                        request.bucket(place.getHost()).key(place.getPath().substring(1)))
                .asUtf8String();
    }

    private String answer(String request) {
        return account.sageMakerRuntime()
                .invokeEndpoint(it -> it.endpointName(name)
                        .contentType("application/json")
                        .accept("application/json")
                        .body(SdkBytes.fromUtf8String(request)))
                .body()
                .asUtf8String();
    }
}
