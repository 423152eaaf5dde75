package dev.trainyard.cli.release;

import java.util.List;

/** The ML workflow, as far as Release drives it. */
public interface Training {

    /** Starts an execution and returns its ARN. */
    String start(String name, WorkflowInput input);

    Progress progress(String execution);

    /** Why an execution failed, the most telling first. */
    List<String> causes(String execution);

    /**
     * How far an execution is.
     *
     * @param status RUNNING, SUCCEEDED, FAILED, ...
     * @param states entered so far, in order
     */
    record Progress(String status, List<String> states) {
        public Progress {
            states = List.copyOf(states);
        }
    }

    /**
     * Contract {@code workflow-input}.
     *
     * @param commit 40 hexadecimal digits
     * @param codeHash of the training code
     * @param dataHash of the raw data
     * @param trigger what started it
     */
    record WorkflowInput(String commit, String codeHash, String dataHash, String trigger) {}
}
