package dev.trainyard.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A search for hyperparameters by SageMaker's automatic model tuning; the best job's model is taken on.
 *
 * @param maxJobs training jobs in all, 1 to 750
 * @param maxParallel of them at once, 1 to 100
 * @param objective metric of {@code train.py} to search by, such as {@code oof:r2}
 * @param ranges hyperparameter to what it may be, in the order of their names
 */
public record TuningSettings(int maxJobs, int maxParallel, String objective, Map<String, Range> ranges) {

    public TuningSettings {
        ranges = Collections.unmodifiableMap(new TreeMap<>(ranges));
    }

    /** Whether more is better: of a score it is, of an error it is not. */
    public boolean maximizes() {
        return objective.endsWith("r2");
    }

    /** How the search spreads over a range. */
    public enum Scaling {
        @JsonProperty("linear")
        LINEAR,
        @JsonProperty("logarithmic")
        LOGARITHMIC,
        @JsonProperty("reverse-logarithmic")
        REVERSE_LOGARITHMIC
    }

    /** What a number may be. */
    public enum NumberType {
        CONTINUOUS,
        INTEGER
    }

    /**
     * Numbers from {@code min} to {@code max}, or one of {@code values}: never both.
     *
     * @param min smallest number, with {@code max}
     * @param max greatest number, with {@code min}
     * @param scaling of numbers
     * @param type of numbers
     * @param values texts to choose from; empty for numbers
     */
    public record Range(
            Optional<BigDecimal> min, Optional<BigDecimal> max, Scaling scaling, NumberType type, List<String> values) {

        public Range {
            values = List.copyOf(values);
        }

        public boolean isCategorical() {
            return !values.isEmpty();
        }
    }
}
