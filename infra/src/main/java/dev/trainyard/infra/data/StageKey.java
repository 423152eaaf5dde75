package dev.trainyard.infra.data;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/**
 * The one key of a stage: buckets, volumes, logs and notifications are encrypted with it.
 *
 * <p>Roles get their use of it by {@code grant*}; AWS services that act by themselves are named here.
 */
final class StageKey extends Construct {

    private static final List<String> ENCRYPT_AND_DECRYPT =
            List.of("kms:Decrypt", "kms:Encrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey");

    private final Key key;

    StageKey(Construct scope, String id, RemovalPolicy removal) {
        super(scope, id);
        key = Key.Builder.create(this, "Key")
                .description("Data, models, logs and notifications of one stage")
                .enableKeyRotation(true)
                .removalPolicy(removal)
                .build();
        key.addToResourcePolicy(logGroups());
        key.addToResourcePolicy(ownAccount("LogDelivery", "delivery.logs.amazonaws.com"));
        key.addToResourcePolicy(ownAccount("Alarms", "cloudwatch.amazonaws.com"));
        key.addToResourcePolicy(events());
    }

    Key key() {
        return key;
    }

    private PolicyStatement logGroups() {
        var stack = Stack.of(this);
        var groups =
                "arn:%s:logs:%s:%s:log-group:*".formatted(stack.getPartition(), stack.getRegion(), stack.getAccount());
        return PolicyStatement.Builder.create()
                .sid("LogGroups")
                .principals(List.of(new ServicePrincipal("logs.%s.amazonaws.com".formatted(stack.getRegion()))))
                .actions(ENCRYPT_AND_DECRYPT)
                .resources(List.of("*"))
                .conditions(Map.of("ArnLike", Map.of("kms:EncryptionContext:aws:logs:arn", groups)))
                .build();
    }

    /** Unconditioned: EventBridge names no source when it publishes to a topic, so a condition would lose every event. */
    private static PolicyStatement events() {
        return PolicyStatement.Builder.create()
                .sid("Events")
                .principals(List.of(new ServicePrincipal("events.amazonaws.com")))
                .actions(List.of("kms:Decrypt", "kms:GenerateDataKey*"))
                .resources(List.of("*"))
                .build();
    }

    /** In a key's policy {@code *} is the key itself. */
    private PolicyStatement ownAccount(String sid, String service) {
        return PolicyStatement.Builder.create()
                .sid(sid)
                .principals(List.of(new ServicePrincipal(service)))
                .actions(List.of("kms:Decrypt", "kms:GenerateDataKey*"))
                .resources(List.of("*"))
                .conditions(Map.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
                .build();
    }
}
