package dev.trainyard.infra.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A VPC endpoint is of a service that has endpoints, by the name that AWS gave it there.
 *
 * <p>Source: docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html, kept beside this class.
 */
final class EndpointServices implements AwsRule {

    private static final Pattern NAME = Pattern.compile("com\\.amazonaws\\.[a-z]+-[a-z-]+-\\d\\.(.+)");
    private static final Set<String> KNOWN = known();

    @Override
    public Stream<Refusal> refusals(SynthesizedAssembly assembly) {
        return assembly.resources("AWS::EC2::VPCEndpoint").flatMap(endpoint -> {
            var service = endpoint.properties().path("ServiceName").asString("");
            var name = NAME.matcher(service);
            return !name.matches() || KNOWN.contains(name.group(1))
                    ? Stream.empty()
                    : Stream.of(Refusal.of(
                            endpoint,
                            "the Vpc Endpoint Service '%s' does not exist. Endpoints go by names of their own (CloudWatch's metrics are monitoring): see the list of AWS services that integrate with PrivateLink."
                                    .formatted(service)));
        });
    }

    private static Set<String> known() {
        try (var list = EndpointServices.class.getResourceAsStream("vpc-endpoint-services.txt")) {
            if (list == null) {
                throw new IllegalStateException("vpc-endpoint-services.txt is not beside " + EndpointServices.class);
            }
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Stream.of(line.split(" ", -1)))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
