package dev.trainyard.endpointtests;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;

/** Requests to a stage's endpoint: every car of the sample, one request in CSV for every ten, as captured in S3. */
final class Traffic {

    private static final List<String> FEATURES =
            List.of("Cylinders", "Displacement", "Horsepower", "Weight_in_lbs", "Acceleration", "Year", "Origin");
    private static final int ROWS_A_REQUEST = 10;

    private static final String TARGET = "Miles_per_Gallon";

    private final DeployedStage stage;
    private int requests;
    private int before;

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
        before = requests;
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

    /**
     * Ground truth of the cars that were sent last, where the sample knows it.
     *
     * @param file below {@code ground-truth/}
     * @param further miles per gallon that each car goes further than the sample says
     */
    void tellTruth(String file, double further) {
        var cars = cars();
        var target = header().indexOf(TARGET);
        var truths = IntStream.range(0, cars.size())
                .filter(car -> !cars.get(car)[target].isEmpty())
                .mapToObj(car -> "{\"inferenceId\": \"request-%d\", \"row\": %d, \"target\": %s}\n"
                        .formatted(
                                before + car / ROWS_A_REQUEST,
                                car % ROWS_A_REQUEST,
                                Double.parseDouble(cars.get(car)[target]) + further));
        stage.account()
                .client(S3Client.builder().forcePathStyle(true))
                .putObject(
                        request -> request.bucket(stage.output("data", "ArtifactsBucketName"))
                                .key("ground-truth/" + file),
                        RequestBody.fromString(truths.collect(Collectors.joining())));
    }

    private static List<String> header() {
        return Arrays.asList(sample().getFirst().split(",", -1));
    }

    private static List<String> sample() {
        return new String(SampleData.all(), StandardCharsets.UTF_8).lines().toList();
    }

    /** The sample's cells, car by car. */
    private static List<String[]> cars() {
        var columns = header().size();
        return sample().stream()
                .skip(1)
                .map(row -> row.split(",", -1))
                .peek(cells -> checkCells(cells, columns))
                .toList();
    }

    private static void checkCells(String[] cells, int columns) {
        if (cells.length != columns) {
            throw new IllegalStateException("a cell of the sample holds a comma: " + String.join(",", cells));
        }
    }

    private static List<String> lines(int heavier) {
        var header = header();
        var found = new ArrayList<String>();
        for (var cells : cars()) {
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
