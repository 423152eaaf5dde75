package dev.trainyard.lambdas.promote;

import java.net.URI;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Contract {@code candidate}.
 *
 * @param stage that approved it
 * @param modelDataUrl S3 URI of its archive
 * @param sha256 of the archive, hexadecimal
 * @param image that trained it and must serve it
 * @param estimator as {@code model.yaml} names it
 * @param metrics as its stage's gate saw them
 * @param codeHash of the training code
 * @param dataHash of the data it learned from
 * @param commit of the code
 * @param trainingJobArn the job that trained it
 * @param executionArn the workflow that approved it
 * @param modelPackageArn its package in that stage's registry
 */
public record Candidate(
        String stage,
        String modelDataUrl,
        String sha256,
        String image,
        String estimator,
        Metrics metrics,
        String codeHash,
        String dataHash,
        String commit,
        String trainingJobArn,
        String executionArn,
        String modelPackageArn) {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /**
     * R² of the candidate.
     *
     * @param outOfFoldR2 over the rows it learned from
     * @param testR2 on the test rows of the stage that approved it
     */
    public record Metrics(double outOfFoldR2, double testR2) {}

    /** Reads one; {@code place} is where it stands, for the words of a failure. */
    static Candidate parse(byte[] json, String place) {
        Candidate candidate;
        try {
            candidate = MAPPER.readValue(json, Candidate.class);
        } catch (JacksonException e) {
            throw new CandidateDamagedException("%s is not a candidate: %s".formatted(place, e.getOriginalMessage()));
        }
        if (!candidate.sha256.matches("[0-9a-f]{64}") || !candidate.modelDataUrl.matches("s3://[^/]+/.+")) {
            throw new CandidateDamagedException("%s names no archive with its SHA-256: %s, %s"
                    .formatted(place, candidate.modelDataUrl, candidate.sha256));
        }
        return candidate;
    }

    String bucket() {
        return URI.create(modelDataUrl).getAuthority();
    }

    String key() {
        return URI.create(modelDataUrl).getPath().substring(1);
    }

    /** The same candidate with its archive in another place. */
    Candidate at(String archive) {
        return new Candidate(
                stage,
                archive,
                sha256,
                image,
                estimator,
                metrics,
                codeHash,
                dataHash,
                commit,
                trainingJobArn,
                executionArn,
                modelPackageArn);
    }
}
