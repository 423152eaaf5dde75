package dev.trainyard.infra.triggers;

import dev.trainyard.infra.access.AcceptedFinding;
import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/**
 * The stage's small notes that must be written by one at a time: who has the workflow's lock, which arrival of data was the
 * last. Key {@code id}; nothing in it outlives a run.
 */
public final class LockTable extends Construct {

    private final Table table;

    public LockTable(Construct scope, String id, IKey key) {
        super(scope, id);
        table = Table.Builder.create(this, "Table")
                .partitionKey(Attribute.builder()
                        .name("id")
                        .type(AttributeType.STRING)
                        .build())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .encryption(TableEncryption.CUSTOMER_MANAGED)
                .encryptionKey(key)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        List.of("AwsSolutions-DDB3", "NIST.800.53.R5-DynamoDBPITREnabled", "NIST.800.53.R5-DynamoDBInBackupPlan")
                .forEach(rule -> new AcceptedFinding(rule, "Nobody wants back a lock of the past").on(table));
    }

    public ITable table() {
        return table;
    }
}
