package dev.trainyard.cli;

import dev.trainyard.cli.pipeline.Pipeline;
import java.util.Optional;

/** Answers the one approval that waits. */
final class AnswerApproval {

    private AnswerApproval() {}

    /** Answers it and returns it. */
    static Pipeline.Approval with(Pipeline pipeline, boolean approved, String comment) {
        Optional<Pipeline.Approval> pending = pipeline.pendingApproval();
        if (pending.isEmpty()) {
            throw new IllegalStateException("no approval waits; trainyard status shows where the run is");
        }
        pipeline.answer(pending.get(), approved, comment);
        System.out.printf(
                "%s/%s %s%n", pending.get().stage(), pending.get().action(), approved ? "approved" : "rejected");
        return pending.get();
    }
}
