package dev.trainyard.stagetests;

import org.jspecify.annotations.Nullable;
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
 * @param executionArn of the workflow; null where nothing was to be trained
 * @param outcome {@code trained} or {@code unchanged}
 * @param modelPackageArn of the model that answers
 */
record ReleaseFacts(
        String commit,
        String pipelineExecutionId,
        String codeHash,
        String dataHash,
        @Nullable String executionArn,
        String outcome,
        @Nullable String modelPackageArn) {

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

    /** The model that was released, or a failure that says there is none. */
    String model() {
        if (modelPackageArn == null) {
            throw new AssertionError("the release (%s, commit %s) names no model package".formatted(outcome, commit));
        }
        return modelPackageArn;
    }
}
