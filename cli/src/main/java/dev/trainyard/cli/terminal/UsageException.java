package dev.trainyard.cli.terminal;

/** What was asked cannot be meant: the message says what to ask instead. */
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
