package dev.trainyard.lambdas.gate;

import java.util.Map;

/**
 * The function's environment variables.
 *
 * @param minimumR2 lowest out-of-fold R² that passes ({@value #MINIMUM_R2})
 */
public record Settings(double minimumR2) {

    public static final String MINIMUM_R2 = "MINIMUM_R2";

    public Settings {
        // Written so that NaN is refused too.
        if (!(minimumR2 >= 0 && minimumR2 <= 1)) {
            throw new IllegalArgumentException("%s must be from 0 to 1, got %s".formatted(MINIMUM_R2, minimumR2));
        }
    }

    static Settings from(Map<String, String> environment) {
        var text = environment.get(MINIMUM_R2);
        if (text == null) {
            throw new IllegalArgumentException(
                    "%s is not set; the MlStack sets it from gate.minimumR2".formatted(MINIMUM_R2));
        }
        try {
            return new Settings(Double.parseDouble(text));
        } catch (NumberFormatException cause) {
            throw new IllegalArgumentException("%s must be a number, got '%s'".formatted(MINIMUM_R2, text), cause);
        }
    }
}
