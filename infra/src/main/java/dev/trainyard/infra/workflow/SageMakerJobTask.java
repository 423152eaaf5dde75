package dev.trainyard.infra.workflow;

import dev.trainyard.infra.synth.Author;
import dev.trainyard.infra.synth.Ordered;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/**
 * A state that starts a SageMaker job, waits for its end, and brings the permissions for it.
 *
 * <p>CDK has no task for processing jobs, and its training task knows no encryption between containers.
 */
public final class SageMakerJobTask extends PermittedTask {

    /** Time for SageMaker to find a machine and to put things away, beside the job's own. */
    private static final Duration AROUND_THE_JOB = Duration.ofMinutes(20);

    public SageMakerJobTask(Construct scope, String id, Job job) {
        super(scope, id, json(job), job.permissions());
        addRetry(Retries.ofLimits());
        addRetry(Retries.ofCalls());
    }

    private static Map<String, Object> json(Job job) {
        var json = Ordered.map(
                "Type",
                "Task",
                "Comment",
                Author.inWords(job.authors()),
                "Resource",
                "arn:aws:states:::sagemaker:" + job.action() + ".sync",
                "Arguments",
                job.arguments(),
                "TimeoutSeconds",
                job.maxRuntime().plus(AROUND_THE_JOB).toSeconds());
        if (!job.assign().isEmpty()) {
            json.put("Assign", job.assign());
        }
        return json;
    }

    /**
     * @param action API that starts the job, lower camel case
     * @param arguments its request
     * @param assign variables to set from the job's description
     * @param maxRuntime after which SageMaker stops the job
     * @param permissions what the machine's role needs for it
     * @param authors who writes the request, the most telling first
     */
    public record Job(
            String action,
            Map<String, Object> arguments,
            Map<String, Object> assign,
            Duration maxRuntime,
            List<PolicyStatement> permissions,
            List<Class<?>> authors) {

        Job assigning(Map<String, Object> variables) {
            return new Job(action, arguments, variables, maxRuntime, permissions, authors);
        }
    }
}
