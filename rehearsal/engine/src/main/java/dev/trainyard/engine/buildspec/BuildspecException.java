package dev.trainyard.engine.buildspec;

/** A buildspec says what CodeBuild would refuse, or what the engine does not know. */
public final class BuildspecException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BuildspecException(String message) {
        super(message);
    }
}
