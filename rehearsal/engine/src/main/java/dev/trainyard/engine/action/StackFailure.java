package dev.trainyard.engine.action;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.model.DescribeEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.OperationEvent;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/**
 * Why a stack failed: which resource, and its reason. Some reasons are in the stack's events; those of CloudFormation's
 * validation are only in what DescribeEvents answers.
 */
final class StackFailure {
    private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(2);

    /** What a stack event says where only DescribeEvents knows the reason. */
    private static final String SEE_DETAILS = "Call DescribeEvents";

    private StackFailure() {}

    static List<String> since(Stack stack, Instant start) {
        Set<String> words = new LinkedHashSet<>();
        Instant from = start.minus(CLOCK_DIFFERENCE);
        List<StackEvent> events = new ArrayList<>(stack.client()
                .describeStackEvents(request -> request.stackName(stack.name()))
                .stackEvents());
        events.reversed().stream()
                .filter(event -> !event.timestamp().isBefore(from))
                .filter(event -> isCause(event.resourceStatusAsString(), event.resourceStatusReason()))
                .map(event ->
                        event.logicalResourceId() + " (" + event.resourceType() + "): " + event.resourceStatusReason())
                .forEach(words::add);
        List<String> details = operationEvents(DescribeEventsRequest.builder().stackName(stack.name()), stack, from);
        if (!details.isEmpty()) {
            words.removeIf(each -> each.contains(SEE_DETAILS));
        }
        details.stream().filter(each -> !each.contains(SEE_DETAILS)).forEach(words::add);
        return List.copyOf(words);
    }

    static List<String> ofChangeSet(Stack stack, String changeSetId) {
        return operationEvents(DescribeEventsRequest.builder().changeSetName(changeSetId), stack, Instant.MIN);
    }

    /** As the end of a sentence. */
    static String joined(List<String> words) {
        return words.isEmpty() ? "" : ": " + String.join("; ", words);
    }

    private static List<String> operationEvents(DescribeEventsRequest.Builder request, Stack stack, Instant from) {
        try {
            return stack.client().describeEvents(request.build()).operationEvents().stream()
                    .filter(event ->
                            event.timestamp() == null || !event.timestamp().isBefore(from))
                    .flatMap(event -> words(event).stream())
                    .collect(Collectors.toCollection(LinkedHashSet::new))
                    .stream()
                    .toList();
        } catch (SdkException e) {
            return List.of(); // the stack's own events are what there is
        }
    }

    private static Optional<String> words(OperationEvent event) {
        String who = event.logicalResourceId() + " (" + event.resourceType() + "): ";
        if ("FAILED".equals(event.validationStatusAsString())) {
            return Optional.of(who
                    + event.validationStatusReason().replaceAll("\\.$", "")
                    + (event.validationPath() == null ? "" : " at " + event.validationPath()));
        }
        return Optional.of(who + event.resourceStatusReason())
                .filter(words -> isCause(event.resourceStatusAsString(), event.resourceStatusReason()));
    }

    /** What was cancelled because of another failure is not its cause. */
    private static boolean isCause(@Nullable String status, @Nullable String reason) {
        return status != null && status.endsWith("_FAILED") && reason != null && !reason.contains("cancelled");
    }
}
