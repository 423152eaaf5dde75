package dev.trainyard.config;

/**
 * What a model must reach to go on.
 *
 * @param minimumR2 lowest out-of-fold R² that passes, 0 to 1
 * @param ridgeMargin by how much R² must be above a ridge regression's, 0 to 1
 * @param championMargin by how much R² may be below the champion's on the same test set, 0 to 1
 * @param minimumRows rows of data, at least
 * @param champion whether there is a comparison with the model in service
 */
public record GateSettings(
        double minimumR2, double ridgeMargin, double championMargin, int minimumRows, Champion champion) {

    /** What to do with the model in service. */
    public enum Champion {
        COMPARE,
        IGNORE
    }
}
