package dev.trainyard.cli.release;

import dev.trainyard.cli.workflow.FollowedExecution;
import dev.trainyard.cli.workflow.FollowedExecution.Ended;
import dev.trainyard.cli.workflow.WorkflowOutcome;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Releases a stage: data, then the workflow, which decides what there is to do, then the facts. */
public final class Release {

    private final String endpoint;
    private final DataArrival data;
    private final FollowedExecution workflow;
    private final Consumer<String> say;

    public Release(String endpoint, DataArrival data, FollowedExecution workflow, Consumer<String> say) {
        this.endpoint = endpoint;
        this.data = data;
        this.workflow = workflow;
        this.say = say;
    }

    /**
     * Who asks.
     *
     * @param pipelineExecution id of the run, or {@code manual}
     * @param build number of the build, so that a retried step gets a name of its own
     * @param commit that is released; null where nobody says
     * @param trigger {@code release} or {@code manual}
     */
    public record Order(
            String pipelineExecution,
            String build,
            @Nullable String commit,
            String trigger) {

        /** Name of the workflow's execution: at most 80 letters, digits, hyphens. */
        String executionName() {
            String name = (pipelineExecution + "-" + build).replaceAll("[^A-Za-z0-9_-]", "-");
            return name.substring(0, Math.min(name.length(), 80));
        }
    }

    /**
     * Does it.
     *
     * @throws IllegalStateException saying the state and the cause, when the workflow or the data fails
     */
    public ReleaseFacts run(Order order) {
        data.await();
        String input = WorkflowInput.ofRelease(order.trigger(), order.commit()).json();
        Ended ended = workflow.run(order.executionName(), input);
        WorkflowOutcome outcome = WorkflowOutcome.of(ended.output());
        say.accept(outcome.inWords(endpoint));
        return new ReleaseFacts(
                order.commit() == null ? ReleaseFacts.NO_COMMIT : order.commit(),
                order.pipelineExecution(),
                outcome.codeHash(),
                outcome.dataHash(),
                ended.arn(),
                outcome.kind().name().toLowerCase(Locale.ROOT),
                outcome.modelPackageArn());
    }
}
