package dev.trainyard.engine.build;

import dev.trainyard.engine.aws.Clients;
import dev.trainyard.engine.aws.Identity;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;

/** Streams in CloudWatch Logs. */
public final class CloudWatchLogStreams implements LogStreams {
    private final Clients clients;

    public CloudWatchLogStreams(Clients clients) {
        this.clients = clients;
    }

    @Override
    public Stream open(Identity writer, String region, String group, String name) {
        CloudWatchLogsClient logs = clients.logs(writer, region);
        try {
            logs.createLogGroup(request -> request.logGroupName(group));
        } catch (ResourceAlreadyExistsException e) {
            // another build of the project made it
        }
        logs.createLogStream(request -> request.logGroupName(group).logStreamName(name));
        return lines -> logs.putLogEvents(
                request -> request.logGroupName(group).logStreamName(name).logEvents(events(lines)));
    }

    private static List<InputLogEvent> events(List<Line> lines) {
        return lines.stream()
                .map(line -> InputLogEvent.builder()
                        .timestamp(line.time().toEpochMilli())
                        .message(line.text().isEmpty() ? " " : line.text())
                        .build())
                .toList();
    }
}
