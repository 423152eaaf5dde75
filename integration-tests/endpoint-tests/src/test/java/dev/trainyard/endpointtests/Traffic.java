package dev.trainyard.endpointtests;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;

/** Requests to a stage's endpoint: every car of the sample, one request in CSV for every ten, as captured in S3. */
final class Traffic {

    private static final List<String> FEATURES =
            List.of("Cylinders", "Displacement", "Horsepower", "Weight_in_lbs", "Acceleration", "Year", "Origin");
    private static final int ROWS_A_REQUEST = 10;

    private final DeployedStage stage;
    private int requests;

    Traffic(DeployedStage stage) {
        this.stage = stage;
    }

    /**
     * Sends all and waits until it is captured.
     *
     * @param heavier pounds that each car has more than in training
     */
    void send(int heavier) {
        var lines = lines(heavier);
        var client = stage.account().client(SageMakerRuntimeClient.builder());
        for (int start = 0; start < lines.size(); start += ROWS_A_REQUEST) {
            var body = String.join("\n", lines.subList(start, Math.min(start + ROWS_A_REQUEST, lines.size())));
            var name = "request-" + requests;
            client.invokeEndpoint(request -> request.endpointName(stage.output("ml", "EndpointName"))
                    .contentType("text/csv")
                    .inferenceId(name)
                    .body(SdkBytes.fromUtf8String(body)));
            requests++;
        }
        Await.until(
                "the capture of " + requests + " requests",
                Duration.ofMinutes(1),
                () -> Optional.of(captured()).filter(lineCount -> lineCount >= requests));
    }

    private static List<String> lines(int heavier) {
        var rows = new String(SampleData.all(), StandardCharsets.UTF_8).lines().toList();
        var header = Arrays.asList(rows.getFirst().split(",", -1));
        var found = new ArrayList<String>();
        for (var row : rows.subList(1, rows.size())) {
            var cells = row.split(",", -1);
            if (cells.length != header.size()) {
                throw new IllegalStateException("a cell of the sample holds a comma: " + row);
            }
            var weight = header.indexOf("Weight_in_lbs");
            cells[weight] = Integer.toString(Integer.parseInt(cells[weight]) + heavier);
            found.add(String.join(
                    ",",
                    FEATURES.stream().map(name -> cells[header.indexOf(name)]).toList()));
        }
        return found;
    }

    private long captured() {
        var s3 = stage.account().client(S3Client.builder().forcePathStyle(true));
        var bucket = stage.output("data", "ArtifactsBucketName");
        return s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix("capture/")).contents().stream()
                .mapToLong(object -> s3.getObjectAsBytes(
                                request -> request.bucket(bucket).key(object.key()))
                        .asUtf8String()
                        .lines()
                        .count())
                .sum();
    }
}
