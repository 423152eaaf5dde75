package dev.trainyard.infra.rules;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A subnet lies in a zone that its region has.
 *
 * <p>Source: docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html. An account may see fewer
 * zones than its region has, and which ones is the account's affair: only a zone that nobody has is refused.
 */
final class Zones implements AwsRule {

    private static final String USUAL = "abc";
    private static final Map<String, String> OTHERS = Map.of(
            "us-east-1", "abcdef",
            "us-west-2", "abcd",
            "ap-northeast-1", "acd",
            "ap-northeast-2", "abcd",
            "ca-central-1", "abd");

    @Override
    public Stream<Refusal> refusals(SynthesizedAssembly assembly) {
        return assembly.resources("AWS::EC2::Subnet").flatMap(subnet -> {
            var region = subnet.stack().region();
            var zone = subnet.properties().path("AvailabilityZone").asString("");
            return zone.isEmpty() || zones(region).anyMatch(zone::equals)
                    ? Stream.empty()
                    : Stream.of(Refusal.of(
                            subnet,
                            "Value (%s) for parameter availabilityZone is invalid: the region has no such availability zone. Subnets can be created in %s."
                                    .formatted(zone, zones(region).collect(Collectors.joining(", ")))));
        });
    }

    private static Stream<String> zones(String region) {
        return OTHERS.getOrDefault(region, USUAL).chars().mapToObj(letter -> region + (char) letter);
    }
}
