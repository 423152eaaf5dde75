package dev.trainyard.cli.stage;

import dev.trainyard.cli.json.Json;
import java.util.Locale;
import java.util.Optional;

/** A car of the sample data, which says more to a person than a row of numbers. */
final class SampleCar {

    static final String REQUEST = """
            {"instances": [{"Cylinders": 8, "Displacement": 307, "Horsepower": 130, "Weight_in_lbs": 3504, \
            "Acceleration": 12, "Year": "1970-01-01", "Origin": "USA"}]}""";

    private static final String WORDS = "Chevrolet Chevelle Malibu of 1970 (8 cylinders, 130 hp, 3504 lb)";

    private SampleCar() {}

    /** Question and answer in one line; empty where the endpoint's model is one of other data. */
    static Optional<String> told(String answer) {
        var miles = Json.tree(answer).path("predictions").path(0);
        return miles.isNumber()
                ? Optional.of(WORDS + String.format(Locale.ROOT, ": %.1f miles per gallon", miles.asDouble()))
                : Optional.empty();
    }
}
