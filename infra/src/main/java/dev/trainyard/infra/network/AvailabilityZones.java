package dev.trainyard.infra.network;

import java.util.List;
import java.util.Map;

/**
 * The three availability zones of a region that a stage may use, named here so that a synthesis asks no account.
 *
 * <p>Most regions have {@code a}, {@code b} and {@code c}; the exceptions are listed.
 */
final class AvailabilityZones {

    private static final List<String> USUAL = List.of("a", "b", "c");
    private static final Map<String, List<String>> EXCEPTIONS = Map.of(
            "ap-northeast-1", List.of("a", "c", "d"),
            "ca-central-1", List.of("a", "b", "d"));
    /** Shows an account two zones only, and not every account the same two. */
    private static final String TWO_ZONES = "us-west-1";

    private AvailabilityZones() {}

    /** Returns the zones of a region, always three. */
    static List<String> of(String region) {
        if (region.equals(TWO_ZONES)) {
            throw new IllegalArgumentException(
                    "region us-west-1 gives an account two availability zones, but a stage plans for three;"
                            + " choose another region");
        }
        return EXCEPTIONS.getOrDefault(region, USUAL).stream()
                .map(letter -> region + letter)
                .toList();
    }
}
