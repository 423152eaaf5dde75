package dev.trainyard.infra.workflow;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.stepfunctions.CustomState;
import software.amazon.awscdk.services.stepfunctions.CustomStateProps;
import software.amazon.awscdk.services.stepfunctions.StateGraph;
import software.constructs.Construct;

/** A state of our own making that brings the permissions for it: a bare {@code CustomState} carries none. */
abstract class PermittedTask extends CustomState {

    private final List<PolicyStatement> permissions;

    PermittedTask(Construct scope, String id, Map<String, Object> json, List<PolicyStatement> permissions) {
        super(scope, id, CustomStateProps.builder().stateJson(json).build());
        this.permissions = List.copyOf(permissions);
    }

    @Override
    public void bindToGraph(StateGraph graph) {
        super.bindToGraph(graph);
        permissions.forEach(graph::registerPolicyStatement);
    }
}
