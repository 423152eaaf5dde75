package dev.trainyard.cli;

import dev.trainyard.cli.rehearsal.Outcome;
import dev.trainyard.cli.report.Verdict;

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

    /** What is red is red wherever the run stands: no action need have failed, and yet something did. */
    static int of(Outcome outcome) {
        if (outcome.tone() == Verdict.Tone.RED) {
            return RED;
        }
        return switch (outcome.kind()) {
            case SUCCEEDED, STOPPED ->
                switch (outcome.tone()) {
                    case SURVIVED -> SURVIVED;
                    case UNSTRUCK -> UNSTRUCK;
                    default -> GREEN;
                };
            case FAILED -> RED;
            case PENDING -> PENDING;
        };
    }
}
