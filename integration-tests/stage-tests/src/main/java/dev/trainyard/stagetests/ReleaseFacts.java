package dev.trainyard.stagetests;

import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Release says it did; contract {@code contracts/release-facts.schema.json}.
 *
 * @param commit that was released
 * @param pipelineExecutionId of the run that released it
 * @param codeHash of the training code
 * @param dataHash of the raw data
 * @param executionArn of the workflow
 * @param outcome {@code trained}, {@code promoted}, {@code served} or {@code unchanged}
 * @param modelPackageArn of the model that answers
 */
record ReleaseFacts(
        String commit,
        String pipelineExecutionId,
        String codeHash,
        String dataHash,
        String executionArn,
        String outcome,
        String modelPackageArn) {

    static ReleaseFacts read(SsmClient ssm, String parameter) {
        try {
            return parse(ssm.getParameter(request -> request.name(parameter))
                    .parameter()
                    .value());
        } catch (ParameterNotFoundException missing) {
            throw new AssertionError(
                    "SSM parameter %s is missing: the Release step writes it at its end; did it run for this stage?"
                            .formatted(parameter),
                    missing);
        }
    }

    static ReleaseFacts parse(String json) {
        return JsonMapper.shared().readValue(json, ReleaseFacts.class);
    }

    /** Whether the release brought a model of its own into service. */
    boolean madeAModel() {
        return outcome.equals("trained") || outcome.equals("promoted");
    }
}
