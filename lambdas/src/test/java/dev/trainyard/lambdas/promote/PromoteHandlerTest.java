package dev.trainyard.lambdas.promote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.trainyard.lambdas.gate.FakeContext;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The candidate on its way from one stage's bucket to the next. */
class PromoteHandlerTest {

    private static final byte[] ARCHIVE = "a model".getBytes(StandardCharsets.UTF_8);
    /** {@code printf 'a model' | sha256sum}. */
    private static final String SHA256 = "97ff8a35544dcf40ad84047074439dd6aa3a0be469ea578a1b1c017d939ec61c";

    private static final String ARCHIVE_KEY = "models/job/output/model.tar.gz";
    private static final String COPY = "promoted/" + SHA256 + "/model.tar.gz";
    private static final String CANDIDATE = """
            {"stage": "staging", "modelDataUrl": "s3://%s/models/job/output/model.tar.gz", "sha256": "%s",
             "image": "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.9-0-cpu-py3",
             "estimator": "ridge", "metrics": {"outOfFoldR2": 0.86, "testR2": 0.9}, "codeHash": "c0dec0dec0dec0de",
             "dataHash": "da7ada7ada7ada7a", "commit": "none",
             "trainingJobArn": "arn:aws:sagemaker:us-east-1:333333333333:training-job/j",
             "executionArn": "arn:aws:states:us-east-1:333333333333:execution:m:e",
             "modelPackageArn": "arn:aws:sagemaker:us-east-1:333333333333:model-package/trainyard-staging/1"}""";

    private final BucketInMemory there = new BucketInMemory();
    private final BucketInMemory here = new BucketInMemory();

    private void approved(String candidate) {
        there.objects.put("candidates/approved.json", candidate.getBytes(StandardCharsets.UTF_8));
        there.objects.put(ARCHIVE_KEY, ARCHIVE);
    }

    private JsonNode promote() {
        var answer = new ByteArrayOutputStream();
        var settings = new Settings("staging", "there", Region.US_EAST_1, "here");
        new PromoteHandler(there, here, settings)
                .handleRequest(InputStream.nullInputStream(), answer, new FakeContext());
        return JsonMapper.shared().readTree(answer.toByteArray());
    }

    @Test
    void bringsTheVeryArchiveOfTheStageBefore() {
        approved(CANDIDATE.formatted("there", SHA256));

        var answer = promote();

        assertThat(here.objects).containsOnlyKeys(COPY);
        assertThat(here.objects.get(COPY)).isEqualTo(ARCHIVE);
        assertThat(answer.path("modelDataUrl").asString()).isEqualTo("s3://here/" + COPY);
        assertThat(answer.path("modelPackageArn").asString()).endsWith("model-package/trainyard-staging/1");
    }

    @Test
    void anArchiveThatWasChangedSinceIsNotTakenAndLeavesNothing() {
        approved(CANDIDATE.formatted("there", "0".repeat(64)));

        assertThatExceptionOfType(CandidateDamagedException.class)
                .isThrownBy(this::promote)
                .withMessageContainingAll("s3://there/" + ARCHIVE_KEY, SHA256, "is not taken");
        assertThat(here.objects).isEmpty();
        assertThat(here.uploads).isEmpty();
    }

    @Test
    void whatIsHereAlreadyIsNotCopiedAgain() {
        approved(CANDIDATE.formatted("there", SHA256));
        promote();

        var again = promote();

        assertThat(there.reads).isEqualTo(1);
        assertThat(again.path("modelDataUrl").asString()).isEqualTo("s3://here/" + COPY);
    }

    @Test
    void saysWhichStageMustApproveFirst() {
        assertThatExceptionOfType(CandidateMissingException.class)
                .isThrownBy(this::promote)
                .withMessageContainingAll("staging", "s3://there/candidates/approved.json");
    }

    @Test
    void saysWhoMustLetItRead() {
        approved(CANDIDATE.formatted("there", SHA256));
        there.forbidden = true;

        assertThatExceptionOfType(CandidateForbiddenException.class)
                .isThrownBy(this::promote)
                .withMessageContainingAll(
                        "s3://there/candidates/approved.json",
                        "Access Denied",
                        "bucket policy and the key policy of stage staging");
    }

    @Test
    void aCandidateThatIsNoneIsRefusedInWords() {
        approved("{\"stage\": \"staging\"}");

        assertThatExceptionOfType(CandidateDamagedException.class)
                .isThrownBy(this::promote)
                .withMessageContaining("s3://there/candidates/approved.json is not a candidate");
    }

    @Test
    void anArchiveOfAnotherBucketIsRefused() {
        approved(CANDIDATE.formatted("elsewhere", SHA256));

        assertThatExceptionOfType(CandidateDamagedException.class)
                .isThrownBy(this::promote)
                .withMessageContaining("outside of its stage's bucket");
    }

    @Test
    void theAnswerKeepsTheContract() {
        approved(CANDIDATE.formatted("there", SHA256));
        var file = Path.of(System.getProperty("trainyard.root"), "contracts", "candidate.schema.json");
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(
                        SchemaLocation.of(file.toUri().toString()),
                        JsonMapper.shared().readTree(file));

        assertThat(schema.validate(promote())).isEmpty();
    }

    @Test
    void namesTheVariableThatIsNotSet() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.from(Map.of("SOURCE_STAGE", "staging")))
                .withMessageContaining("SOURCE_BUCKET");
    }
}
