package dev.trainyard.infra.rules;

import java.util.stream.Stream;

/**
 * A key's policy lets somebody of its account change it.
 *
 * <p>Source: docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html, {@code BypassPolicyLockoutSafetyCheck}.
 */
final class KeyAdministrators implements AwsRule {

    @Override
    public Stream<Refusal> refusals(SynthesizedAssembly assembly) {
        return assembly.resources("AWS::KMS::Key")
                .filter(key ->
                        !key.properties().path("BypassPolicyLockoutSafetyCheck").asBoolean(false))
                .filter(key -> key.properties().has("KeyPolicy") && locksOut(key))
                .map(key -> Refusal.of(
                        key,
                        "the KMS key cannot be created: the new key policy will not allow you to update the key policy in the future, for no statement allows kms:PutKeyPolicy to a principal of account %s. Leave the account its statement (arn:aws:iam::%s:root, kms:*)."
                                .formatted(key.stack().account(), key.stack().account())));
    }

    private static boolean locksOut(Resource key) {
        return Statements.allowing(key.properties().path("KeyPolicy"))
                .filter(statement -> Statements.hasAction(statement, "kms:PutKeyPolicy"))
                .flatMap(statement ->
                        Statements.oneOrMany(statement.path("Principal").path("AWS")))
                .noneMatch(
                        principal -> principal.toString().contains(key.stack().account()));
    }
}
