package dev.trainyard.engine.build;

/** Ends a phase of a build, with the code and the words of CodeBuild. */
final class BuildFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String code;

    BuildFailure(String code, String message) {
        super(message);
        this.code = code;
    }

    String code() {
        return code;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
