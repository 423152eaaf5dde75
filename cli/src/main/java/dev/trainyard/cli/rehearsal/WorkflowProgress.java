package dev.trainyard.cli.rehearsal;

import dev.trainyard.cli.pipeline.ActionRun;
import java.util.Optional;

/** Where the ML workflow of a stage is, while its Release step runs. */
interface WorkflowProgress {

    /** The state it is in, ready to stand behind the action's name; empty when there is none. */
    String now(ActionRun action);

    /** The states it went through, once its Release is over. */
    Optional<String> over(ActionRun action);
}
