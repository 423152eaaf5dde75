package dev.trainyard.cli;

import dev.trainyard.cli.pipeline.Pipeline;
import java.util.Optional;

/** Answers the one approval that waits. */
final class AnswerApproval {

    private AnswerApproval() {}

    static int with(TargetOption targets, boolean approved, String comment) {
        Pipeline pipeline = targets.pipeline(targets.target(), targets.config());
        Optional<Pipeline.Approval> pending = pipeline.pendingApproval();
        if (pending.isEmpty()) {
            throw new IllegalStateException("no approval waits; trainyard status shows where the run is");
        }
        pipeline.answer(pending.get(), approved, comment);
        System.out.printf(
                "%s/%s %s%n", pending.get().stage(), pending.get().action(), approved ? "approved" : "rejected");
        return ExitCode.GREEN;
    }
}
