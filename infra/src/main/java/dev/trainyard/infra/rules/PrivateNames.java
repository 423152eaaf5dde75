package dev.trainyard.infra.rules;

import java.util.List;
import java.util.stream.Stream;

/**
 * An endpoint's private DNS names need a VPC with DNS support and DNS host names.
 *
 * <p>Source: docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html (prerequisites).
 */
final class PrivateNames implements AwsRule {

    private static final List<String> NEEDED = List.of("EnableDnsSupport", "EnableDnsHostnames");

    @Override
    public Stream<Refusal> refusals(SynthesizedAssembly assembly) {
        return assembly.resources("AWS::EC2::VPCEndpoint")
                .filter(endpoint ->
                        endpoint.properties().path("PrivateDnsEnabled").asBoolean(false))
                .flatMap(endpoint -> assembly
                        .referred(endpoint.stack(), endpoint.properties().path("VpcId"))
                        .stream()
                        .filter(PrivateNames::lacksNames)
                        .map(vpc -> new Refusal(
                                List.of(endpoint, vpc),
                                "the VPC endpoint for %s cannot be created: enabling private DNS (PrivateDnsEnabled) requires both enableDnsSupport and enableDnsHostnames of the VPC to be true, got %s. Switch both on."
                                        .formatted(
                                                endpoint.properties()
                                                        .path("ServiceName")
                                                        .asString("a service"),
                                                vpc.properties()
                                                                .path("EnableDnsSupport")
                                                                .asBoolean(true)
                                                        + " and "
                                                        + vpc.properties()
                                                                .path("EnableDnsHostnames")
                                                                .asBoolean(false)))));
    }

    /** Of a VPC that says nothing, support is on, and host names are off. */
    private static boolean lacksNames(Resource vpc) {
        return NEEDED.stream()
                .anyMatch(name -> !vpc.properties().path(name).asBoolean(name.equals("EnableDnsSupport")));
    }
}
