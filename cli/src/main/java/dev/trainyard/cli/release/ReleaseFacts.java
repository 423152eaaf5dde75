package dev.trainyard.cli.release;

/**
 * What was released (contract {@code release-facts}), kept in the stage's parameter store.
 *
 * @param commit that was released
 * @param pipelineExecutionId of the run that released it
 * @param codeHash of the training code
 * @param dataHash of the raw data
 * @param executionArn of the workflow
 * @param outcome {@code trained}, {@code promoted}, {@code served} or {@code unchanged}
 * @param modelPackageArn of the model that answers
 */
public record ReleaseFacts(
        String commit,
        String pipelineExecutionId,
        String codeHash,
        String dataHash,
        String executionArn,
        String outcome,
        String modelPackageArn) {

    /** Of a release by hand, where nobody says the commit. */
    static final String NO_COMMIT = "0".repeat(40);
}
