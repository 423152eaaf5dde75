package dev.trainyard.cli.stage;

import dev.trainyard.cli.aws.Clients;
import dev.trainyard.cli.json.Json;
import java.util.Locale;
import software.amazon.awssdk.core.SdkBytes;

/** A car of the sample data, to see an endpoint answer. */
public final class SampleCar {

    /** In words, for the line that shows the answer. */
    public static final String WORDS = "Chevrolet Chevelle Malibu of 1970 (8 cylinders, 130 hp, 3504 lb)";

    private static final String REQUEST = """
            {"instances": [{"Cylinders": 8, "Displacement": 307, "Horsepower": 130, "Weight_in_lbs": 3504, \
            "Acceleration": 12, "Year": "1970-01-01", "Origin": "USA"}]}""";

    private SampleCar() {}

    /** Asks an endpoint how far the car goes and returns its answer: {@code 17.2 miles per gallon}. */
    public static String ask(Clients account, String endpoint) {
        String answer = account.sageMakerRuntime()
                .invokeEndpoint(request -> request.endpointName(endpoint)
                        .contentType("application/json")
                        .accept("application/json")
                        .body(SdkBytes.fromUtf8String(REQUEST)))
                .body()
                .asUtf8String();
        double miles = Json.tree(answer).path("predictions").path(0).asDouble();
        return String.format(Locale.ROOT, "%.1f miles per gallon", miles);
    }
}
