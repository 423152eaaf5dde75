package dev.trainyard.cli.workflow;

import dev.trainyard.cli.aws.Clients;
import java.util.List;

/** A state machine that a stage's stack deployed. */
public final class StepFunctionsMachine implements StateMachine {

    private final Clients account;
    private final Workflow workflow;

    public StepFunctionsMachine(Clients account, String arn) {
        this.account = account;
        this.workflow = new Workflow(account.stepFunctions(), arn);
    }

    @Override
    public String start(String name, String input) {
        return workflow.start(name, input);
    }

    @Override
    public Progress progress(String execution) {
        Workflow.Execution now = workflow.execution(execution);
        return new Progress(now.status(), now.path().stream().map(Visit::state).toList(), now.output());
    }

    @Override
    public List<String> causes(String execution) {
        return WorkflowFailure.of(workflow, workflow.execution(execution), account);
    }
}
