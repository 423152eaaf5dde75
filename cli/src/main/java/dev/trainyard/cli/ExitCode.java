package dev.trainyard.cli;

import dev.trainyard.cli.rehearsal.Outcome;

/** Exit codes of every command. */
final class ExitCode {

    static final int GREEN = 0;
    static final int RED = 1;
    static final int USAGE = 2;
    static final int PENDING = 3;
    /** All went well under faults, and each of them struck. */
    static final int SURVIVED = 4;
    /** All went well, and a fault that was asked for never struck: nothing is shown of it. */
    static final int UNSTRUCK = 5;

    private ExitCode() {}

    static int of(Outcome outcome) {
        return switch (outcome.kind()) {
            case SUCCEEDED, STOPPED ->
                switch (outcome.tone()) {
                    case SURVIVED -> SURVIVED;
                    case UNSTRUCK -> UNSTRUCK;
                    case RED -> RED; // no action failed, and yet something did
                    default -> GREEN;
                };
            case FAILED -> RED;
            case PENDING -> PENDING;
        };
    }
}
