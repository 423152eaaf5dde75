package dev.trainyard.infra.rules;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Who may read another account's objects under a key needs that key's policy, too: its own policies do not reach there.
 *
 * <p>Source: docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html.
 */
final class SharedObjects implements AwsRule {

    @Override
    public Stream<Refusal> refusals(SynthesizedAssembly assembly) {
        return assembly.resources("AWS::S3::BucketPolicy")
                .flatMap(policy -> assembly
                        .referred(policy.stack(), policy.properties().path("Bucket"))
                        .stream()
                        .flatMap(bucket -> keyOf(assembly, bucket))
                        .flatMap(key -> Statements.allowing(policy.properties().path("PolicyDocument"))
                                .filter(statement -> Statements.hasAction(statement, "s3:GetObject"))
                                .filter(statement -> isOfAnotherAccount(
                                        statement, key.stack().account()))
                                .filter(statement -> !mayDecrypt(key, statement))
                                .map(statement -> refusal(policy, key, statement))));
    }

    private static Stream<Resource> keyOf(SynthesizedAssembly assembly, Resource bucket) {
        return bucket.properties()
                .at("/BucketEncryption/ServerSideEncryptionConfiguration")
                .valueStream()
                .map(rule -> rule.at("/ServerSideEncryptionByDefault/KMSMasterKeyID"))
                .flatMap(id -> assembly.referred(bucket.stack(), id).stream());
    }

    private static boolean isOfAnotherAccount(JsonNode statement, String account) {
        var principal = statement.path("Principal").path("AWS").toString();
        return principal.matches(".*\\d{12}.*") && !principal.contains(account);
    }

    private static boolean mayDecrypt(Resource key, JsonNode statement) {
        return Statements.allowing(key.properties().path("KeyPolicy"))
                .filter(of -> of.path("Principal").equals(statement.path("Principal")))
                .anyMatch(of -> Statements.hasAction(of, "kms:Decrypt"));
    }

    private static Refusal refusal(Resource policy, Resource key, JsonNode statement) {
        var role = statement.findValue("aws:PrincipalArn");
        return new Refusal(
                List.of(policy, key),
                "the bucket's policy lets %s read objects, and they are under a key whose policy does not let it kms:Decrypt: GetObject is refused, because no resource-based policy allows the kms:Decrypt action. Add it to the key policy."
                        .formatted((role == null ? statement.path("Principal").path("AWS") : role)
                                .asString("an account")));
    }
}
