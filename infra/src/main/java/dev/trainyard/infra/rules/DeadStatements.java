package dev.trainyard.infra.rules;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * EventBridge names no source when it uses a key for a topic: a statement that asks for one allows it nothing.
 *
 * <p>Source: docs.aws.amazon.com/eventbridge/latest/userguide/eb-troubleshooting.html (events to an encrypted topic).
 */
final class DeadStatements implements AwsRule {

    private static final String EVENTS = "events.amazonaws.com";
    private static final List<String> NEVER_SENT = List.of("aws:SourceAccount", "aws:SourceArn");

    @Override
    public Stream<Refusal> refusals(SynthesizedAssembly assembly) {
        return assembly.resources("AWS::KMS::Key")
                .flatMap(key -> Statements.allowing(key.properties().path("KeyPolicy"))
                        .filter(DeadStatements::isDead)
                        .map(statement -> Refusal.of(
                                key,
                                "the key's statement that allows %s to %s asks for %s, which EventBridge does not send with kms:Decrypt and kms:GenerateDataKey: it allows nothing, and events for an encrypted topic are lost without a word. Take the condition out."
                                        .formatted(
                                                Statements.oneOrMany(statement.path("Action"))
                                                        .map(JsonNode::asString)
                                                        .toList(),
                                                EVENTS,
                                                asked(statement).toList()))));
    }

    static boolean isDead(JsonNode statement) {
        return Statements.oneOrMany(statement.path("Principal").path("Service"))
                        .allMatch(service -> service.asString("").equals(EVENTS))
                && Statements.isFor(statement, EVENTS)
                && asked(statement).findAny().isPresent();
    }

    private static Stream<String> asked(JsonNode statement) {
        return NEVER_SENT.stream()
                .filter(name -> statement.path("Condition").valueStream().anyMatch(keys -> keys.has(name)));
    }
}
