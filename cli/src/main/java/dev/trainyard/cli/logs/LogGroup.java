package dev.trainyard.cli.logs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/**
 * One log group.
 *
 * @param api of the account that has it
 * @param name of the group
 */
public record LogGroup(CloudWatchLogsClient api, String name) {

    /** Enough for any build of this project; more would make a report that no browser likes. */
    private static final int MOST_LINES = 20_000;

    /** Returns the lines of the first stream whose name begins so; none where there is no such group or stream. */
    public List<String> lines(String streamPrefix) {
        try {
            return stream(streamPrefix).map(this::linesOf).orElse(List.of());
        } catch (ResourceNotFoundException e) {
            return List.of();
        }
    }

    /** Returns the names of the streams that began since then, those that were written to last first. */
    public List<String> streamsSince(Instant since, int most) {
        try {
            return api
                    .describeLogStreams(request -> request.logGroupName(name)
                            .orderBy(OrderBy.LAST_EVENT_TIME)
                            .descending(true))
                    .logStreams()
                    .stream()
                    .filter(stream -> stream.firstEventTimestamp() != null
                            && stream.firstEventTimestamp() >= since.toEpochMilli())
                    .limit(most)
                    .map(LogStream::logStreamName)
                    .toList();
        } catch (ResourceNotFoundException e) {
            return List.of();
        }
    }

    private Optional<String> stream(String prefix) {
        return api
                .describeLogStreams(request -> request.logGroupName(name).logStreamNamePrefix(prefix))
                .logStreams()
                .stream()
                .map(LogStream::logStreamName)
                .findFirst();
    }

    private List<String> linesOf(String stream) {
        List<String> lines = new ArrayList<>();
        @Nullable String token = null;
        while (lines.size() < MOST_LINES) {
            @Nullable String from = token;
            GetLogEventsResponse page = api.getLogEvents(request -> request.logGroupName(name)
                    .logStreamName(stream)
                    .startFromHead(true)
                    .nextToken(from));
            page.events().stream()
                    .map(OutputLogEvent::message)
                    .flatMap(String::lines)
                    .forEach(lines::add);
            if (page.events().isEmpty() || page.nextForwardToken().equals(token)) {
                return lines;
            }
            token = page.nextForwardToken();
        }
        return lines;
    }
}
