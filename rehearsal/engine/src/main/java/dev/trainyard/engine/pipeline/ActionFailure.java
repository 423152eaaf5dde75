package dev.trainyard.engine.pipeline;

/** An action failed, in words for the person who reads the pipeline's state. */
public final class ActionFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;

    /** @param code as CodePipeline names it, such as JobFailed or ConfigurationError */
    public ActionFailure(String code, String message) {
        super(message);
        this.code = code;
    }

    public String code() {
        return code;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
