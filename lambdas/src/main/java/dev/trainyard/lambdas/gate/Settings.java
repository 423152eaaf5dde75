package dev.trainyard.lambdas.gate;

import java.util.Map;

/**
 * The function's environment variables; the MlStack sets them from {@code gate} of the stage's config.
 *
 * @param minimumR2 lowest out-of-fold R² that passes ({@value #MINIMUM_R2})
 * @param ridgeMargin by how much R² must be above a ridge regression's ({@value #RIDGE_MARGIN})
 * @param championMargin by how much R² may be below the champion's ({@value #CHAMPION_MARGIN})
 * @param minimumRows rows of data, at least ({@value #MINIMUM_ROWS})
 * @param comparesChampion whether the model in service is compared with ({@value #CHAMPION}: compare or ignore)
 */
public record Settings(
        double minimumR2, double ridgeMargin, double championMargin, double minimumRows, boolean comparesChampion) {

    public static final String MINIMUM_R2 = "MINIMUM_R2";
    public static final String RIDGE_MARGIN = "RIDGE_MARGIN";
    public static final String CHAMPION_MARGIN = "CHAMPION_MARGIN";
    public static final String MINIMUM_ROWS = "MINIMUM_ROWS";
    public static final String CHAMPION = "CHAMPION";

    public Settings {
        inUnitInterval(MINIMUM_R2, minimumR2);
        inUnitInterval(RIDGE_MARGIN, ridgeMargin);
        inUnitInterval(CHAMPION_MARGIN, championMargin);
        if (!(minimumRows >= 0 && Double.isFinite(minimumRows))) {
            throw new IllegalArgumentException("%s must be 0 or more, got %s".formatted(MINIMUM_ROWS, minimumRows));
        }
    }

    static Settings from(Map<String, String> environment) {
        return new Settings(
                number(environment, MINIMUM_R2),
                number(environment, RIDGE_MARGIN),
                number(environment, CHAMPION_MARGIN),
                number(environment, MINIMUM_ROWS),
                comparesChampion(environment));
    }

    /** Written so that NaN is refused too. */
    private static void inUnitInterval(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("%s must be from 0 to 1, got %s".formatted(name, value));
        }
    }

    private static boolean comparesChampion(Map<String, String> environment) {
        var text = text(environment, CHAMPION);
        if (!text.equals("compare") && !text.equals("ignore")) {
            throw new IllegalArgumentException("%s must be compare or ignore, got '%s'".formatted(CHAMPION, text));
        }
        return text.equals("compare");
    }

    private static double number(Map<String, String> environment, String name) {
        var text = text(environment, name);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException cause) {
            throw new IllegalArgumentException("%s must be a number, got '%s'".formatted(name, text), cause);
        }
    }

    private static String text(Map<String, String> environment, String name) {
        var text = environment.get(name);
        if (text == null) {
            throw new IllegalArgumentException(
                    "%s is not set; the MlStack sets it from the stage's gate".formatted(name));
        }
        return text;
    }
}
