package dev.trainyard.infra.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Whoever tells a topic by itself, alarms and rules, needs the topic's policy, and where the topic is encrypted its key's.
 *
 * <p>Sources: docs.aws.amazon.com/sns/latest/dg/sns-key-management.html (event sources from AWS services),
 * docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html.
 */
final class TopicPublishers implements AwsRule {

    private static final List<String> OF_KEY = List.of("kms:Decrypt", "kms:GenerateDataKey");

    private record Publisher(String type, String service, String kind, String cause) {

        Stream<JsonNode> targets(Resource resource) {
            return type.equals("AWS::CloudWatch::Alarm")
                    ? Stream.of("AlarmActions", "OKActions", "InsufficientDataActions")
                            .flatMap(name -> resource.properties().path(name).valueStream())
                    : resource.properties().path("Targets").valueStream().map(target -> target.path("Arn"));
        }
    }

    private static final List<Publisher> PUBLISHERS = List.of(
            new Publisher("AWS::CloudWatch::Alarm", "cloudwatch.amazonaws.com", "alarm", "Failed to execute action"),
            new Publisher("AWS::Events::Rule", "events.amazonaws.com", "rule", "FailedInvocations"));

    @Override
    public Stream<Refusal> refusals(SynthesizedAssembly assembly) {
        return assembly.resources("AWS::SNS::Topic")
                .flatMap(topic -> PUBLISHERS.stream().flatMap(publisher -> {
                    var tellers = tellers(assembly, topic, publisher);
                    return tellers.isEmpty()
                            ? Stream.empty()
                            : Stream.concat(
                                    byTopic(assembly, topic, publisher, tellers),
                                    byKey(assembly, topic, publisher, tellers));
                }));
    }

    private static List<Resource> tellers(SynthesizedAssembly assembly, Resource topic, Publisher publisher) {
        return assembly.resources(publisher.type())
                .filter(teller -> publisher
                        .targets(teller)
                        .flatMap(target -> assembly.referred(teller.stack(), target).stream())
                        .anyMatch(topic::equals))
                .toList();
    }

    private static Stream<Refusal> byTopic(
            SynthesizedAssembly assembly, Resource topic, Publisher publisher, List<Resource> tellers) {
        var policies = assembly.resources("AWS::SNS::TopicPolicy")
                .filter(policy -> policy.properties()
                        .path("Topics")
                        .valueStream()
                        .flatMap(one -> assembly.referred(policy.stack(), one).stream())
                        .anyMatch(topic::equals))
                .toList();
        boolean allowed = policies.stream()
                .flatMap(policy -> Statements.allowing(policy.properties().path("PolicyDocument")))
                .anyMatch(statement -> Statements.isFor(statement, publisher.service())
                        && Statements.hasAction(statement, "sns:Publish"));
        return allowed
                ? Stream.empty()
                : Stream.of(refusal(
                        tellers,
                        topic,
                        publisher,
                        "is not authorized to perform sns:Publish, because no resource-based policy (the topic's) allows %s to"
                                .formatted(publisher.service())));
    }

    private static Stream<Refusal> byKey(
            SynthesizedAssembly assembly, Resource topic, Publisher publisher, List<Resource> tellers) {
        return assembly.referred(topic.stack(), topic.properties().path("KmsMasterKeyId")).stream()
                .flatMap(key -> {
                    var lacking = KeyUse.lacking(key, publisher.service(), OF_KEY);
                    return lacking.isEmpty()
                            ? Stream.empty()
                            : Stream.of(refusal(
                                    tellers,
                                    key,
                                    publisher,
                                    "does not have authorization to access the SNS topic encryption key: its policy does not allow %s to %s"
                                            .formatted(String.join(", ", lacking), publisher.service())));
                });
    }

    private static Refusal refusal(List<Resource> tellers, Resource policy, Publisher publisher, String words) {
        var resources = new ArrayList<>(List.of(policy));
        resources.addAll(tellers);
        return new Refusal(
                resources,
                "the %s %s %s. It goes off and nobody is told (%s). Add the statement."
                        .formatted(publisher.kind(), tellers.getFirst().path(), words, publisher.cause()));
    }
}
