package dev.trainyard.engine.build;

/** How a build stands, in CodeBuild's words. */
public enum BuildStatus {
    IN_PROGRESS,
    SUCCEEDED,
    FAILED,
    STOPPED,
    TIMED_OUT
}
