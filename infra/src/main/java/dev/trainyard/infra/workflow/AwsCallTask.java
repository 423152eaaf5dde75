package dev.trainyard.infra.workflow;

import dev.trainyard.infra.synth.Author;
import dev.trainyard.infra.synth.Ordered;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.stepfunctions.CustomState;
import software.amazon.awscdk.services.stepfunctions.CustomStateProps;
import software.amazon.awscdk.services.stepfunctions.StateGraph;
import software.constructs.Construct;

/**
 * A state that calls an AWS API, and brings the permissions for it.
 *
 * <p>CDK's {@code CallAwsService} always grants the action once more by itself, without the conditions of our statements.
 */
public final class AwsCallTask extends CustomState {

    private final List<PolicyStatement> permissions;

    AwsCallTask(Construct scope, String id, AwsCall call) {
        super(scope, id, CustomStateProps.builder().stateJson(json(call)).build());
        permissions = call.permissions();
        addRetry(Retries.ofCalls());
    }

    @Override
    public void bindToGraph(StateGraph graph) {
        super.bindToGraph(graph);
        permissions.forEach(graph::registerPolicyStatement);
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
