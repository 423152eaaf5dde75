package dev.trainyard.cli.pipeline;

import java.time.Instant;

/**
 * One execution of the pipeline.
 *
 * @param id its id
 * @param status what CodePipeline says
 * @param started when
 * @param updated when it last changed
 * @param commit its source revision, or empty before Source is done
 * @param message that revision's summary
 */
public record PipelineRun(String id, Status status, Instant started, Instant updated, String commit, String message) {

    /** CodePipeline's own words. */
    public enum Status {
        IN_PROGRESS,
        SUCCEEDED,
        FAILED,
        STOPPED,
        STOPPING,
        SUPERSEDED,
        CANCELLED;

        public boolean isOver() {
            return this != IN_PROGRESS && this != STOPPING;
        }

        /** A newer execution has taken its place. */
        public boolean isReplaced() {
            return this == SUPERSEDED || this == CANCELLED;
        }
    }
}
