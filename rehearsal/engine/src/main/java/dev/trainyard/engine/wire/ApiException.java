package dev.trainyard.engine.wire;

/** An error that the service's model names, so that SDKs raise it as its own type. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String type;

    public ApiException(String type, String message) {
        super(message);
        this.type = type;
    }

    public String type() {
        return type;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
