package dev.trainyard.infra.workflow;

import dev.trainyard.infra.synth.Author;
import dev.trainyard.infra.synth.Ordered;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.constructs.Construct;

/**
 * A state that calls an AWS API, and brings the permissions for it.
 *
 * <p>CDK's {@code CallAwsService} always grants the action once more by itself, without the conditions of our statements.
 */
public final class AwsCallTask extends PermittedTask {

    AwsCallTask(Construct scope, String id, AwsCall call) {
        super(scope, id, json(call), call.permissions());
        addRetry(Retries.ofCalls());
    }

    private static Map<String, Object> json(AwsCall call) {
        var json = Ordered.map(
                "Type",
                "Task",
                "Comment",
                Author.inWords(List.of(call.author())),
                "Resource",
                "arn:aws:states:::aws-sdk:%s:%s".formatted(call.service().toLowerCase(Locale.ROOT), call.action()),
                "Arguments",
                call.parameters());
        if (!call.assign().isEmpty()) {
            json.put("Assign", call.assign());
        }
        return json;
    }
}
