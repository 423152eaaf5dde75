package dev.trainyard.lambdas.gate;

/** What was found where the evaluation should be. */
sealed interface Evaluation {

    /**
     * A finite score.
     *
     * @param outOfFoldR2 R² over predictions that no model made for rows it had seen
     */
    record Scored(double outOfFoldR2) implements Evaluation {}

    /**
     * Nothing that can be judged.
     *
     * @param reason what is wrong, for the person who reads the failed workflow
     */
    record Unusable(String reason) implements Evaluation {}
}
