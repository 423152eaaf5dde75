package dev.trainyard.endpointtests;

import static dev.trainyard.endpointtests.Synthesis.replacing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.endpointtests.AwsEndpoint.Ability;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files answered record by record by the model in service; what cannot be answered is a line of words. */
@Needs({Ability.CLOUDFORMATION, Ability.MACHINE_LEARNING})
class BatchIT {

    private static final String CSV = """
            8,307,130,3504,12,1970-01-01,USA
            4,97,eighty,2130,14.5,1971-01-01,Japan
            4,97,,2130,14.5,1971-01-01,Japan
            4,97,88
            """;
    private static final String LINES = """
            {"Cylinders": 8, "Displacement": 307, "Horsepower": 130, "Weight_in_lbs": 3504, "Acceleration": 12,\
             "Year": "1970-01-01", "Origin": "USA"}
            {"Cylinders": 8, "Doors": 4}
            [4, 97, null, 2130, 14.5, "1971-01-01", "Japan"]
            """;

    private static DeployedStage stage;

    @BeforeAll
    static void serve() {
        stage = DeployedStage.deploy(Synthesis.dev(replacing("222222222222", "222222222221")), Map.of());
        stage.putRawData("auto-mpg.csv", SampleData.all());
        var run = WorkflowRun.of(stage, "serve");
        assertThat(run.status()).as(run.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        put("csv/cars.csv", CSV);
        put("lines/cars.jsonl", LINES);
        put("lines/more/same.jsonl", LINES);
    }

    private static S3Client s3() {
        return stage.account().client(S3Client.builder().forcePathStyle(true));
    }

    private static void put(String key, String text) {
        s3().putObject(
                        request -> request.bucket(stage.output("data", "RawBucketName"))
                                .key("batch/" + key),
                        RequestBody.fromString(text));
    }

    private static WorkflowRun batch(String name, String input) {
        return WorkflowRun.of(stage, "BatchStateMachineArn", name, input);
    }

    private static List<String> output(String run, String file) {
        var bucket = stage.output("data", "ArtifactsBucketName");
        return s3().getObjectAsBytes(request -> request.bucket(bucket).key("batch/" + run + "/" + file))
                .asUtf8String()
                .lines()
                .toList();
    }

    private static JsonNode json(String line) {
        return JsonMapper.shared().readTree(line);
    }

    private static double predicted() {
        return json(stage.predict()).at("/predictions/0").asDouble();
    }

    @Test
    void everyRecordOfACsvHasItsLine() {
        var run = batch("csv", "{\"input\": \"csv/\", \"contentType\": \"text/csv\"}");
        assertThat(run.status()).as(run.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(json(run.output()).path("output").asString()).endsWith("/batch/csv/");
        var lines = output("csv", "cars.csv.out");
        assertThat(lines).hasSize(4);
        assertThat(json(lines.get(0)).path("prediction").asDouble()).isEqualTo(predicted());
        assertThat(json(lines.get(1)).at("/error/field").asString()).isEqualTo("Horsepower");
        assertThat(json(lines.get(2)).has("prediction")).isTrue();
        assertThat(json(lines.get(3)).at("/error/message").asString()).contains("expected 7 values, got 3");
    }

    @Test
    void aJoinedCsvRepeatsItsCells() {
        var run = batch("joined", "{\"input\": \"csv/\", \"contentType\": \"text/csv\", \"join\": true}");
        assertThat(run.status()).as(run.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        var lines = output("joined", "cars.csv.out");
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).startsWith("8,307,130,3504,12,1970-01-01,USA," + predicted());
        assertThat(lines.get(1)).startsWith("4,97,eighty,").contains("Horsepower");
    }

    @Test
    void everyFileBelowThePrefixIsAnsweredAndJoined() {
        var run = batch("lines", "{\"input\": \"lines/\", \"contentType\": \"application/jsonlines\", \"join\": true}");
        assertThat(run.status()).as(run.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        var lines = output("lines", "cars.jsonl.out");
        assertThat(output("lines", "more/same.jsonl.out")).isEqualTo(lines);
        assertThat(json(lines.get(0)).path("Cylinders").asInt()).isEqualTo(8);
        assertThat(json(lines.get(0)).at("/SageMakerOutput/prediction").asDouble())
                .isEqualTo(predicted());
        assertThat(json(lines.get(1)).at("/SageMakerOutput/error/message").asString())
                .contains("Doors");
        assertThat(json(lines.get(2)).has("SageMakerInput")).isTrue();
    }

    /** To join, SageMaker itself must read a record; without that, one that is no JSON costs its own line only. */
    @Test
    void aRecordThatIsNoJsonIsALineOfWords() {
        put("spoilt/cars.jsonl", "no JSON\n" + LINES);
        var run = batch("spoilt", "{\"input\": \"spoilt/\", \"contentType\": \"application/jsonlines\"}");
        assertThat(run.status()).as(run.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        var lines = output("spoilt", "cars.jsonl.out");
        assertThat(json(lines.get(0)).at("/error/message").asString()).contains("not JSON");
        assertThat(json(lines.get(1)).path("prediction").asDouble()).isEqualTo(predicted());
    }

    @Test
    void aPrefixWithoutAFileIsRefusedBeforeAMachineIsPaidFor() {
        var run = batch("nothing", "{\"input\": \"absent/\", \"contentType\": \"text/csv\"}");
        assertThat(run.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(run.cause()).contains("there is no file below s3://").contains("/batch/absent/");
        assertThat(run.states()).doesNotContain("Transform");
    }

    @Test
    void anInputOfAnotherFormIsRefusedInWords() {
        var run = batch("wrong", "{\"input\": \"csv/\", \"contentType\": \"text/html\"}");
        assertThat(run.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(run.cause()).contains("contentType (text/csv or application/jsonlines)");
    }
}
