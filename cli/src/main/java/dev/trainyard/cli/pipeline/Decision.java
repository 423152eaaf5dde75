package dev.trainyard.cli.pipeline;

/** Who answers a manual approval. */
@FunctionalInterface
public interface Decision {

    Answer on(Pipeline.Approval approval, PipelineRun run);

    /** An answer to an approval. */
    enum Answer {
        APPROVE,
        REJECT,
        /** Nobody is there to answer. */
        NONE
    }
}
