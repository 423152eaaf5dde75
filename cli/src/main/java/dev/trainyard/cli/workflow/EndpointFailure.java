package dev.trainyard.cli.workflow;

import dev.trainyard.cli.aws.Clients;
import dev.trainyard.cli.logs.LogGroup;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the containers of an endpoint that did not come up said last: SageMaker itself says only that they did not answer. */
final class EndpointFailure {

    /** Contract of the workflow's own failures: its states EndpointFailed, EndpointNeverSettles, EndpointRolledBack. */
    private static final Pattern SENTENCE = Pattern.compile(
            "endpoint ([A-Za-z0-9-]+) (?:is (?:still )?(?:Failed|OutOfService|UpdateRollbackFailed|Creating|Updating)|went back to )");

    /** The state that says which container serves, and how. */
    private static final String MAKER = "CreateModel";

    private static final int LAST = 5;
    private static final int STREAMS = 3;

    private final Clients account;
    private final StateFiles files;

    EndpointFailure(Clients account, StateFiles files) {
        this.account = account;
        this.files = files;
    }

    /** @param since when the workflow began: older instances served, and failed of nothing */
    List<String> of(String cause, Instant since) {
        return endpointIn(cause)
                .map(endpoint ->
                        of(endpoint, since, new LogGroup(account.logs(), "/aws/sagemaker/Endpoints/" + endpoint)))
                .orElse(List.of());
    }

    private List<String> of(String endpoint, Instant since, LogGroup group) {
        return group.streamsSince(since, STREAMS).stream()
                .map(stream -> inWords(endpoint, stream, group.lines(stream), files.of(MAKER)))
                .toList();
    }

    static Optional<String> endpointIn(String cause) {
        var found = SENTENCE.matcher(cause);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    static String inWords(String endpoint, String stream, List<String> log, Optional<String> files) {
        var last = log.stream().filter(line -> !line.isBlank()).toList();
        return "endpoint/%s: the log of %s ends with: %s%s"
                .formatted(
                        endpoint,
                        stream,
                        FailedState.briefly(String.join(
                                "\n", last.subList(Math.max(0, last.size() - LAST), last.size()))),
                        files.map(" (what it serves with is written in %s)"::formatted)
                                .orElse(""));
    }
}
