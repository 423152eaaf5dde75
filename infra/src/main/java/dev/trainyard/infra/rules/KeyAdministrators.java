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
                .flatMap(statement -> Statements.accounts(statement.path("Principal")))
                .noneMatch(principal -> isOf(principal, key.stack().account()));
    }

    /** Everybody includes the account; what the template refers to (a role, the account's own id) is of it. */
    private static boolean isOf(String principal, String account) {
        return principal.equals("*")
                || principal.contains(account)
                || principal.contains("Fn::GetAtt")
                || principal.contains("AWS::AccountId");
    }
}
