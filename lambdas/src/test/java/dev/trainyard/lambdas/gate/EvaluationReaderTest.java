package dev.trainyard.lambdas.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.model.S3Exception;

class EvaluationReaderTest {

    @Test
    void readsADocumentAndSaysWhereItWas() {
        assertThat(read("{\"trainyard\": 1}"))
                .asInstanceOf(type(Evaluation.Document.class))
                .satisfies(document -> {
                    assertThat(document.where()).isEqualTo("s3://artifacts/evaluation/run-1/evaluation.json");
                    assertThat(document.json().path("trainyard").intValue()).isEqualTo(1);
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Traceback (most recent call last)                   | is not JSON: Unrecognized token 'Traceback'
            {"trainyard":                                       | is not JSON: Unexpected end-of-input
            {"trainyard": {"out_of_fold": {"r2": NaN}}}         | is not JSON: Non-standard token 'NaN'
            {"trainyard": {"out_of_fold": {"r2": 0.9}}} {}      | is not JSON: Trailing token
            {"trainyard": {"out_of_fold": {"r2": 0.1, "r2": 1}}}| is not JSON: Duplicate
            """)
    void saysWhatIsWrongWithWhatItFound(String body, String reason) {
        assertThat(read(body))
                .asInstanceOf(type(Evaluation.Unusable.class))
                .satisfies(unusable -> assertThat(unusable.reason())
                        .contains("s3://artifacts/evaluation/run-1/evaluation.json")
                        .contains(reason));
    }

    @ParameterizedTest
    @CsvSource({
        "404, NoSuchKey, there is no such object (NoSuchKey)",
        "404, NoSuchBucket, there is no such object (NoSuchBucket)",
        "400, InvalidBucketName, the request is not valid (InvalidBucketName)",
    })
    void aRefusalOfS3IsUnusable(int status, String code, String reason) {
        var evaluation = new EvaluationReader(FakeS3.refusing(status, code)).read(FakeS3.REQUEST);

        assertThat(evaluation)
                .isEqualTo(new Evaluation.Unusable(
                        "s3://artifacts/evaluation/run-1/evaluation.json could not be read: " + reason));
    }

    @ParameterizedTest
    @CsvSource({"503, SlowDown", "403, AccessDenied"})
    void whatIsNoFaultOfTheModelIsAnException(int status, String code) {
        var reader = new EvaluationReader(FakeS3.refusing(status, code));

        assertThatThrownBy(() -> reader.read(FakeS3.REQUEST)).isInstanceOf(S3Exception.class);
    }

    @Test
    void doesNotSwallowAHugeObject() {
        var evaluation = new EvaluationReader(FakeS3.claiming(5_000_000_000L)).read(FakeS3.REQUEST);

        assertThat(evaluation)
                .asInstanceOf(type(Evaluation.Unusable.class))
                .satisfies(unusable -> assertThat(unusable.reason()).contains("has 5000000000 bytes"));
    }

    @Test
    void aRequestWithoutAKeyIsUnusable() {
        var evaluation = new EvaluationReader(FakeS3.holding("{}"))
                .read(new GateRequest("artifacts", null, true, "decision.json"));

        assertThat(evaluation)
                .asInstanceOf(type(Evaluation.Unusable.class))
                .satisfies(unusable -> assertThat(unusable.reason()).contains("must name bucket, key"));
    }

    private static Evaluation read(String body) {
        return new EvaluationReader(FakeS3.holding(body)).read(FakeS3.REQUEST);
    }
}
