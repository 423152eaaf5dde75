package dev.trainyard.cli.workflow;

import dev.trainyard.cli.aws.Clients;
import dev.trainyard.cli.aws.StackOutputs;
import dev.trainyard.config.StageNames;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/**
 * The deployed workflow of a stage.
 *
 * @param api of its account
 * @param arn of its state machine
 */
public record Workflow(SfnClient api, String arn) {

    /** Returns the stage's workflow, or empty before its stack is deployed. */
    public static Optional<Workflow> of(Clients account, StageNames names) {
        return StackOutputs.find(account.cloudFormation(), names.mlStack())
                .map(outputs -> new Workflow(account.stepFunctions(), outputs.get("StateMachineArn")));
    }

    /** Returns the execution that was started last, if it was after {@code since}. */
    public Optional<Execution> latest(Instant since) {
        return api.listExecutions(request -> request.stateMachineArn(arn).maxResults(1)).executions().stream()
                .filter(execution -> !execution.startDate().isBefore(since.minusSeconds(1)))
                .findFirst()
                .map(this::execution);
    }

    private Execution execution(ExecutionListItem item) {
        return new Execution(
                item.executionArn(), item.statusAsString(), VisitedStates.of(history(item.executionArn())), "");
    }

    /** Starts an execution and returns its ARN. */
    public String start(String name, String input) {
        return api.startExecution(
                        request -> request.stateMachineArn(arn).name(name).input(input))
                .executionArn();
    }

    /** Returns how far an execution is. */
    public Execution execution(String execution) {
        var now = api.describeExecution(request -> request.executionArn(execution));
        return new Execution(
                execution,
                now.statusAsString(),
                VisitedStates.of(history(execution)),
                Objects.requireNonNullElse(now.output(), ""));
    }

    String definition() {
        return api.describeStateMachine(request -> request.stateMachineArn(arn)).definition();
    }

    List<HistoryEvent> history(String execution) {
        return api.getExecutionHistoryPaginator(request -> request.executionArn(execution)).events().stream()
                .toList();
    }

    /**
     * One execution.
     *
     * @param arn its ARN
     * @param status RUNNING, SUCCEEDED, FAILED, ...
     * @param path the states it went through
     * @param output JSON of its last state, once it has succeeded and was asked for by name
     */
    public record Execution(String arn, String status, List<Visit> path, String output) {
        public Execution {
            path = List.copyOf(path);
        }
    }
}
