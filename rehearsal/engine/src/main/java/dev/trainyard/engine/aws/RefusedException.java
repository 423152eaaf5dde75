package dev.trainyard.engine.aws;

/** The emulator refused what the engine asked for, in its words. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RefusedException(String message) {
        super(message);
    }
}
