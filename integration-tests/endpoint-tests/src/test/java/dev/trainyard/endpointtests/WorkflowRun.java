package dev.trainyard.endpointtests;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * One execution of a stage's workflow, or of a machine beside it, waited for.
 *
 * @param status how it ended
 * @param cause in words, where it failed
 * @param output of a run that succeeded, as JSON
 * @param states entered, in order
 */
record WorkflowRun(ExecutionStatus status, String cause, String output, List<String> states) {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String INPUT = """
            {"commit": "0123456789012345678901234567890123456789", "codeHash": "%s", "dataHash": "%s",
            "trigger": "manual"}""";

    /**
     * Starts and waits.
     *
     * @param name of the execution; unique in the stage
     */
    static WorkflowRun of(DeployedStage stage, String name) {
        return ended(stage, start(stage, name));
    }

    /**
     * Starts, and waits while something else goes on.
     *
     * @param meanwhile done at each look
     */
    static WorkflowRun of(DeployedStage stage, String name, Runnable meanwhile) {
        return ended(stage, start(stage, name), meanwhile);
    }

    /**
     * Starts with the code and the data of another run, and waits.
     *
     * @param as name of that run
     */
    static WorkflowRun again(DeployedStage stage, String name, String as) {
        return ended(stage, start(stage, name, as));
    }

    /** Starts, and returns the execution's ARN. */
    static String start(DeployedStage stage, String name) {
        return start(stage, name, name);
    }

    private static String start(DeployedStage stage, String name, String as) {
        return start(stage, "StateMachineArn", name, INPUT.formatted(hash("code of " + as), hash("data of " + as)));
    }

    /** @param machine output of the stage with the machine's ARN */
    static WorkflowRun of(DeployedStage stage, String machine, String name, String input) {
        return ended(stage, start(stage, machine, name, input));
    }

    private static String start(DeployedStage stage, String machine, String name, String input) {
        return client(stage)
                .startExecution(request -> request.stateMachineArn(stage.output("ml", machine))
                        .name(name)
                        .input(input))
                .executionArn();
    }

    /** Waits for the end of an execution. */
    static WorkflowRun ended(DeployedStage stage, String arn) {
        return ended(stage, arn, () -> {});
    }

    private static WorkflowRun ended(DeployedStage stage, String arn, Runnable meanwhile) {
        DescribeExecutionResponse end = Await.until("execution " + arn, LIMIT, () -> {
            meanwhile.run();
            return Optional.of(client(stage).describeExecution(request -> request.executionArn(arn)))
                    .filter(it -> it.status() != ExecutionStatus.RUNNING);
        });
        return new WorkflowRun(
                end.status(),
                Optional.ofNullable(end.cause()).orElse(""),
                Optional.ofNullable(end.output()).orElse("{}"),
                states(stage, arn));
    }

    /** The states that an execution has entered so far, in order. */
    static List<String> states(DeployedStage stage, String arn) {
        return client(stage).getExecutionHistoryPaginator(request -> request.executionArn(arn)).events().stream()
                .filter(event -> event.stateEnteredEventDetails() != null)
                .map(event -> event.stateEnteredEventDetails().name())
                .toList();
    }

    static SfnClient client(DeployedStage stage) {
        return stage.account().client(SfnClient.builder());
    }

    /** Stands for the hash of something else for each text. */
    private static String hash(String text) {
        return "%016x".formatted(text.hashCode() & 0xffffffffL);
    }
}
