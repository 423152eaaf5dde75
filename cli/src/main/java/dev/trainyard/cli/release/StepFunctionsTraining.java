package dev.trainyard.cli.release;

import dev.trainyard.cli.aws.Clients;
import dev.trainyard.cli.json.Json;
import dev.trainyard.cli.workflow.Visit;
import dev.trainyard.cli.workflow.Workflow;
import dev.trainyard.cli.workflow.WorkflowFailure;
import java.util.List;

/** The workflow that the stage's stack deployed. */
public final class StepFunctionsTraining implements Training {

    private final Clients account;
    private final Workflow workflow;

    public StepFunctionsTraining(Clients account, String stateMachine) {
        this.account = account;
        this.workflow = new Workflow(account.stepFunctions(), stateMachine);
    }

    @Override
    public String start(String name, WorkflowInput input) {
        return workflow.start(name, Json.write(input));
    }

    @Override
    public Progress progress(String execution) {
        Workflow.Execution now = workflow.execution(execution);
        return new Progress(now.status(), now.path().stream().map(Visit::state).toList());
    }

    @Override
    public List<String> causes(String execution) {
        return WorkflowFailure.of(workflow, workflow.execution(execution), account);
    }
}
