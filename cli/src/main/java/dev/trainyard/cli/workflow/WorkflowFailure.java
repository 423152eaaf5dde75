package dev.trainyard.cli.workflow;

import dev.trainyard.cli.aws.Clients;
import dev.trainyard.config.StageNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/** Why a workflow failed: the state, its cause, and the failed script's own last line. */
public final class WorkflowFailure {

    private WorkflowFailure() {}

    /**
     * Returns the causes of the latest execution, the most telling first, with the files that wrote what failed, and the log
     * of an endpoint that did not come up; none when it did not fail. Asks for more than who releases may ask for.
     */
    public static List<String> since(Instant since, Clients account, StageNames names) {
        return Workflow.of(account, names)
                .flatMap(workflow -> workflow.latest(since)
                        .filter(execution -> !List.of("RUNNING", "SUCCEEDED").contains(execution.status()))
                        .map(execution -> withFiles(since, workflow, execution, account)))
                .orElse(List.of());
    }

    private static List<String> withFiles(
            Instant since, Workflow workflow, Workflow.Execution execution, Clients account) {
        var files = StateFiles.in(workflow.definition());
        var endpoint = new EndpointFailure(account, files);
        List<String> causes = new ArrayList<>();
        for (String cause : of(workflow, execution, account)) {
            causes.add(files.namedIn(cause));
            causes.addAll(endpoint.of(cause, since));
        }
        return causes;
    }

    /** Returns the causes of one failed execution. */
    public static List<String> of(Workflow workflow, Workflow.Execution execution, Clients account) {
        List<HistoryEvent> history = workflow.history(execution.arn());
        List<String> causes = new ArrayList<>();
        Optional<FailedState> failed = FailedState.in(history);
        failed.ifPresent(state -> {
            causes.addAll(new JobFailure(account).of(state));
            SearchFailure.of(state).ifPresent(causes::add);
            causes.add("workflow state %s failed: %s".formatted(state.state(), state.inWords()));
        });
        history.stream()
                .filter(event -> event.executionFailedEventDetails() != null)
                .map(HistoryEvent::executionFailedEventDetails)
                .map(details -> "workflow failed: %s: %s"
                        .formatted(
                                details.error(), FailedState.briefly(details.cause() == null ? "" : details.cause())))
                .filter(words -> failed.filter(state -> state.isToldBy(words)).isEmpty())
                .forEach(causes::add);
        if (causes.isEmpty()) {
            causes.add("workflow ended " + execution.status());
        }
        return causes;
    }
}
