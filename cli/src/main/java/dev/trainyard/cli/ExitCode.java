package dev.trainyard.cli;

import dev.trainyard.cli.pipeline.Ending;

/** Exit codes of every command. */
final class ExitCode {

    static final int GREEN = 0;
    static final int RED = 1;
    static final int USAGE = 2;
    static final int PENDING = 3;

    private ExitCode() {}

    static int of(Ending.Kind kind) {
        return switch (kind) {
            case SUCCEEDED, STOPPED -> GREEN;
            case FAILED -> RED;
            case PENDING -> PENDING;
        };
    }
}
