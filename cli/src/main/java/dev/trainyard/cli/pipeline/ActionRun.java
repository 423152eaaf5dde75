package dev.trainyard.cli.pipeline;

import java.time.Duration;
import java.time.Instant;

/**
 * One run of one action.
 *
 * @param id of this run
 * @param stage of the pipeline
 * @param action its name
 * @param provider CodeBuild, CloudFormation, Manual, ...
 * @param status what CodePipeline says
 * @param started when
 * @param updated when it last changed: its end, once it has one
 * @param external id of what it started: a build, a stack
 * @param message its error, or empty
 */
public record ActionRun(
        String id,
        String stage,
        String action,
        String provider,
        Status status,
        Instant started,
        Instant updated,
        String external,
        String message) {

    /** CodePipeline's own words. */
    public enum Status {
        IN_PROGRESS,
        SUCCEEDED,
        FAILED,
        ABANDONED
    }

    /** {@code stage/action}, as {@code trainyard logs} takes it. */
    public String name() {
        return stage + "/" + action;
    }

    public boolean isOver() {
        return status != Status.IN_PROGRESS;
    }

    public boolean isApproval() {
        return provider.equals("Manual");
    }

    public Duration lasted() {
        return Duration.between(started, updated);
    }
}
