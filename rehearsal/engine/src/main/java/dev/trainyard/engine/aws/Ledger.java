package dev.trainyard.engine.aws;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rehearsal's record of what really acted. */
@FunctionalInterface
public interface Ledger {
    void record(List<Entry> entries);

    /**
     * One pipeline action of one execution.
     *
     * @param scope pipeline execution id
     * @param id {@code stage/action}
     * @param reason why it is not executed; null where nothing has to be said
     */
    record Entry(
            String account,
            String region,
            String scope,
            String id,
            String type,
            State state,
            @Nullable String reason) {
        public Entry {
            if (state == State.SUBSTITUTED && reason == null) {
                throw new IllegalArgumentException(id + " is substituted: say what acted in its place");
            }
        }
    }

    /** Would a mistake in it turn this run red by its own behaviour? */
    enum State {
        EXECUTED,
        SUBSTITUTED,
        UNTOUCHED
    }
}
