package dev.trainyard.cli;

/** What was asked cannot be meant: the message says what to ask instead. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
