package dev.trainyard.engine.pipeline;

/** How an execution stands, in CodePipeline's words. */
public enum ExecutionStatus {
    IN_PROGRESS("InProgress"),
    STOPPING("Stopping"),
    STOPPED("Stopped"),
    SUCCEEDED("Succeeded"),
    SUPERSEDED("Superseded"),
    CANCELLED("Cancelled"),
    FAILED("Failed");

    private final String text;

    ExecutionStatus(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    boolean isFinal() {
        return this != IN_PROGRESS && this != STOPPING;
    }
}
