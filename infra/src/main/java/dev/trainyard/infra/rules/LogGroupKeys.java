package dev.trainyard.infra.rules;

import java.util.List;
import java.util.stream.Stream;

/**
 * A key that encrypts a log group lets CloudWatch Logs of its region use it.
 *
 * <p>Source: docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html.
 */
final class LogGroupKeys implements AwsRule {

    private static final List<String> NEEDED = List.of("kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey");

    @Override
    public Stream<Refusal> refusals(SynthesizedAssembly assembly) {
        return assembly.resources("AWS::Logs::LogGroup")
                .flatMap(group -> assembly
                        .referred(group.stack(), group.properties().path("KmsKeyId"))
                        .stream()
                        .filter(key -> key.type().equals("AWS::KMS::Key"))
                        .flatMap(key -> refusals(group, key)));
    }

    private static Stream<Refusal> refusals(Resource group, Resource key) {
        var service = "logs.%s.amazonaws.com".formatted(group.stack().region());
        var lacking = KeyUse.lacking(key, service, NEEDED);
        return lacking.isEmpty()
                ? Stream.empty()
                : Stream.of(new Refusal(
                        List.of(group, key),
                        "the LogGroup cannot be created: its KMS key does not exist or is not allowed to be used, for the key's policy does not allow %s to %s. Add the statement."
                                .formatted(String.join(", ", lacking), service)));
    }
}
