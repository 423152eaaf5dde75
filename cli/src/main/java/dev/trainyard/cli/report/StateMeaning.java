package dev.trainyard.cli.report;

import dev.trainyard.cli.ledger.Ledger.State;

/** The four states in words. */
final class StateMeaning {

    private StateMeaning() {}

    static String of(State state) {
        return switch (state) {
            case EXECUTED -> "it really acted: a mistake in it would have turned this run red";
            case SUBSTITUTED -> "something else acted in its place, which is named";
            case RECORDED -> "kept, without behaviour: a mistake in it would not have been seen";
            case UNTOUCHED -> "not reached in this run";
        };
    }
}
