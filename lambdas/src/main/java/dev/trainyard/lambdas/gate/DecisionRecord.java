package dev.trainyard.lambdas.gate;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import tools.jackson.databind.json.JsonMapper;

/** The decision beside the evaluation it was made of, for whoever asks later why a model serves or does not. */
final class DecisionRecord {

    private final JsonMapper json = JsonMapper.shared();
    private final S3Client s3;

    DecisionRecord(S3Client s3) {
        this.s3 = s3;
    }

    /** Writes it; where the workflow did not say where to, the decision is a refusal and its answer all there is. */
    void write(GateRequest request, GateDecision decision) {
        if (request.bucket() == null || request.decisionKey() == null) {
            return;
        }
        var put = PutObjectRequest.builder()
                .bucket(request.bucket())
                .key(request.decisionKey())
                .contentType("application/json")
                .build();
        s3.putObject(put, RequestBody.fromBytes(json.writeValueAsBytes(decision)));
    }
}
