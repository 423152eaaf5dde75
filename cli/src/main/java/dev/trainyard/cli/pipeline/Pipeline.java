package dev.trainyard.cli.pipeline;

import java.util.List;
import java.util.Optional;

/** One pipeline, as far as following it needs. */
public interface Pipeline {

    /** Its stages in order, each with its actions in the order they run. */
    List<Stage> stages();

    /** Its latest executions, newest first. */
    List<PipelineRun> runs();

    PipelineRun run(String id);

    /** The actions that an execution has started so far, in the order they started. */
    List<ActionRun> actions(String run);

    /** The approval that waits for an answer, if one does. */
    Optional<Approval> pendingApproval();

    void answer(Approval approval, boolean approved, String comment);

    /** Starts an execution and returns its id. */
    String start();

    /** The stages that no run may enter now, each with the reason that was given. */
    List<Hold> holds();

    /** Lets no run into a stage. */
    void hold(Hold hold);

    /** Lets runs into a stage again. */
    void release(String stage);

    /** Ends it, with what of it still runs: a new pipeline begins its first run before anybody can hold a stage of it. */
    void stop(String run, String reason);

    /**
     * A stage of the pipeline.
     *
     * @param name its name
     * @param actions in the order they run
     */
    record Stage(String name, List<Action> actions) {
        public Stage {
            actions = List.copyOf(actions);
        }
    }

    /**
     * An action of a stage.
     *
     * @param name its name
     * @param provider CodeBuild, CloudFormation, Manual, ...
     * @param runOrder actions of one order run together
     */
    record Action(String name, String provider, int runOrder) {}

    /**
     * A stage that no run may enter.
     *
     * @param stage of the pipeline
     * @param reason why, in words
     */
    record Hold(String stage, String reason) {}

    /**
     * A manual approval that waits.
     *
     * @param stage of the pipeline
     * @param action its name
     * @param token that the answer must carry
     * @param run the execution that waits
     */
    record Approval(String stage, String action, String token, String run) {}
}
