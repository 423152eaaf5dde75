package dev.trainyard.cli;

/** Exit codes of every command. */
final class ExitCode {

    static final int GREEN = 0;
    static final int RED = 1;
    static final int USAGE = 2;
    static final int PENDING = 3;

    private ExitCode() {}
}
