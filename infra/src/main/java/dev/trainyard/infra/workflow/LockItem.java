package dev.trainyard.infra.workflow;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.stepfunctions.JitterType;
import software.amazon.awscdk.services.stepfunctions.RetryProps;
import software.amazon.awscdk.services.stepfunctions.TaskStateBase;
import software.amazon.awscdk.services.stepfunctions.tasks.DynamoAttributeValue;
import software.amazon.awscdk.services.stepfunctions.tasks.DynamoDeleteItem;
import software.amazon.awscdk.services.stepfunctions.tasks.DynamoDeleteItemJsonataProps;
import software.amazon.awscdk.services.stepfunctions.tasks.DynamoGetItem;
import software.amazon.awscdk.services.stepfunctions.tasks.DynamoGetItemJsonataProps;
import software.amazon.awscdk.services.stepfunctions.tasks.DynamoPutItem;
import software.amazon.awscdk.services.stepfunctions.tasks.DynamoPutItemJsonataProps;
import software.constructs.Construct;

/**
 * An item that says which execution has something, {@code {id, holder, since}}, and what is done to it.
 *
 * @param scope of the states
 * @param table that holds it
 * @param name of the item
 */
public record LockItem(Construct scope, ITable table, String name) {

    private static final String ME = Jsonata.of("$states.context.Execution.Id");

    /** Writes this run as the holder, on a condition that may name {@code :me} and the values given. */
    TaskStateBase put(String id, String condition, Map<String, String> values) {
        var named = new TreeMap<String, DynamoAttributeValue>();
        if (condition.contains(":me")) {
            named.put(":me", DynamoAttributeValue.fromString(ME));
        }
        values.forEach((name, value) -> named.put(name, DynamoAttributeValue.fromString(value)));
        return put(
                id,
                DynamoPutItemJsonataProps.builder()
                        .conditionExpression(condition)
                        .expressionAttributeValues(named));
    }

    private TaskStateBase put(String id, DynamoPutItemJsonataProps.Builder write) {
        var put =
                DynamoPutItem.jsonata(scope, id, write.table(table).item(item()).build());
        put.addRetry(retry());
        return put;
    }

    /** Sets {@code $lockHolder}: the ARN of an execution, or 'none'. */
    public TaskStateBase read(String id) {
        var holder = "$exists($states.result.Item.holder) ? $states.result.Item.holder.S : 'none'";
        var read = DynamoGetItem.jsonata(
                scope,
                id,
                DynamoGetItemJsonataProps.builder()
                        .table(table)
                        .key(key())
                        .consistentRead(true)
                        .assign(Map.of("lockHolder", Jsonata.of(holder)))
                        .build());
        read.addRetry(retry());
        return read;
    }

    /** Writes this run as the holder, whoever was. */
    public TaskStateBase put(String id) {
        return put(id, DynamoPutItemJsonataProps.builder());
    }

    /** Takes it away if this run is the holder. */
    TaskStateBase delete(String id) {
        var delete = DynamoDeleteItem.jsonata(
                scope,
                id,
                DynamoDeleteItemJsonataProps.builder()
                        .table(table)
                        .key(key())
                        .conditionExpression("holder = :me")
                        .expressionAttributeValues(Map.of(":me", DynamoAttributeValue.fromString(ME)))
                        .build());
        delete.addRetry(retry());
        return delete;
    }

    private Map<String, DynamoAttributeValue> key() {
        return Map.of("id", DynamoAttributeValue.fromString(name));
    }

    private Map<String, DynamoAttributeValue> item() {
        var item = new TreeMap<>(key());
        item.put("holder", DynamoAttributeValue.fromString(ME));
        item.put("since", DynamoAttributeValue.fromString(Jsonata.of("$states.context.Execution.StartTime")));
        return item;
    }

    /** What DynamoDB means by "try again"; a condition that is not met is no such thing. */
    private static RetryProps retry() {
        return RetryProps.builder()
                .errors(List.of(
                        "DynamoDB.InternalServerErrorException",
                        "DynamoDB.ProvisionedThroughputExceededException",
                        "DynamoDB.RequestLimitExceeded",
                        "DynamoDB.SdkClientException",
                        "DynamoDB.ThrottlingException"))
                .interval(Duration.seconds(2))
                .backoffRate(2)
                .maxAttempts(5)
                .jitterStrategy(JitterType.FULL)
                .build();
    }
}
