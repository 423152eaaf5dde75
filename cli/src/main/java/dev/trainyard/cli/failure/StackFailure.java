package dev.trainyard.cli.failure;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** Why CloudFormation rolled a stack back. */
final class StackFailure {

    private final CloudFormationClient api;

    StackFailure(CloudFormationClient api) {
        this.api = api;
    }

    /** Returns the reasons of the resources that failed since then, the first first; not of those that were cancelled. */
    List<FailedResource> reasons(String stack, Instant since) {
        return api.describeStackEvents(request -> request.stackName(stack)).stackEvents().stream()
                .filter(event -> event.resourceStatusAsString() != null
                        && event.resourceStatusAsString().endsWith("_FAILED"))
                .filter(event -> !event.timestamp().isBefore(since.minusSeconds(1)))
                .filter(event -> event.resourceStatusReason() != null
                        && !event.resourceStatusReason().contains("cancelled"))
                .sorted(Comparator.comparing(StackEvent::timestamp))
                .map(event -> new FailedResource(
                        event.resourceStatusAsString(),
                        event.logicalResourceId(),
                        event.resourceType(),
                        event.resourceStatusReason()))
                .toList();
    }

    /**
     * @param status as {@code CREATE_FAILED}
     * @param logicalId in its template
     * @param type as {@code AWS::S3::Bucket}
     * @param reason as CloudFormation tells it
     */
    record FailedResource(String status, String logicalId, String type, String reason) {

        /** @param made what made it, where the template says so */
        String inWords(Optional<MadeBy> made) {
            var said = "%s %s (%s): %s".formatted(status, logicalId, type, reason);
            return made.map(by -> "%s [%s]".formatted(said, by.inWords())).orElse(said);
        }
    }
}
