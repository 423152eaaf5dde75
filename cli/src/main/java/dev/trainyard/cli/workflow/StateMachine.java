package dev.trainyard.cli.workflow;

import java.util.List;

/** A state machine of a stage, as far as a command drives it. */
public interface StateMachine {

    /** Starts an execution with a JSON input and returns its ARN. */
    String start(String name, String input);

    Progress progress(String execution);

    /** Why an execution failed, the most telling first. */
    List<String> causes(String execution);

    /**
     * How far an execution is.
     *
     * @param status RUNNING, SUCCEEDED, FAILED, ...
     * @param states entered so far, in order
     * @param output JSON of the last state; empty until it has succeeded
     */
    record Progress(String status, List<String> states, String output) {
        public Progress {
            states = List.copyOf(states);
        }

        boolean isRunning() {
            return status.equals("RUNNING");
        }

        boolean hasSucceeded() {
            return status.equals("SUCCEEDED");
        }
    }
}
