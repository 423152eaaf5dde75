package dev.trainyard.cli.release;

import org.jspecify.annotations.Nullable;

/**
 * What was released (contract {@code release-facts}), kept in the stage's parameter store.
 *
 * @param commit that was released
 * @param pipelineExecutionId of the run that released it
 * @param codeHash of the training code
 * @param dataHash of the raw data
 * @param executionArn of the workflow; null where nothing was trained
 * @param outcome {@link #TRAINED} or {@link #UNCHANGED}
 * @param modelPackageArn of the model that answers
 */
public record ReleaseFacts(
        String commit,
        String pipelineExecutionId,
        String codeHash,
        String dataHash,
        @Nullable String executionArn,
        String outcome,
        @Nullable String modelPackageArn) {

    public static final String TRAINED = "trained";
    public static final String UNCHANGED = "unchanged";
}
