package dev.trainyard.engine.build;

import dev.trainyard.engine.wire.Caller;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A build that was asked for.
 *
 * @param id {@code <project>:<uuid>}
 * @param number counts the project's builds from 1
 * @param overrides environment variables of the request, before the project's
 */
public record BuildRequest(
        String id,
        int number,
        Caller owner,
        Project project,
        Map<String, String> overrides,
        Optional<PipelineHandover> handover,
        Instant start) {

    public String arn() {
        return "arn:aws:codebuild:" + owner.region() + ":" + owner.account() + ":build/" + id;
    }

    /** What {@code aws:SourceArn} is in its role's trust policy. */
    String projectArn() {
        return "arn:aws:codebuild:" + owner.region() + ":" + owner.account() + ":project/" + project.name();
    }

    /** The uuid alone, which names the log stream and files. */
    public String stream() {
        return id.substring(id.indexOf(':') + 1);
    }

    /** For logs: the action, or the project where no pipeline asked. */
    public String action() {
        return handover.map(PipelineHandover::action).orElse(project.name());
    }

    public String initiator() {
        return handover.map(PipelineHandover::initiator).orElse(owner.principal());
    }
}
