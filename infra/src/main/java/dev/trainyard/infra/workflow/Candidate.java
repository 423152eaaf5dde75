package dev.trainyard.infra.workflow;

/** Where the scores of a candidate are in {@code $evaluation} (contract {@code evaluation}). */
final class Candidate {

    static final String OUT_OF_FOLD_R2 = "$evaluation.trainyard.out_of_fold.r2";
    static final String TEST_R2 = "$evaluation.regression_metrics.r2.value";

    private Candidate() {}
}
