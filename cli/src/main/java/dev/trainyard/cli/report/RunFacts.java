package dev.trainyard.cli.report;

import dev.trainyard.cli.failure.Explanation;
import dev.trainyard.cli.ledger.Ledger;
import dev.trainyard.cli.ledger.Reach;
import dev.trainyard.cli.permissions.Permissions;
import dev.trainyard.cli.pipeline.ActionRun;
import dev.trainyard.cli.pipeline.Pipeline;
import dev.trainyard.cli.pipeline.PipelineRun;
import dev.trainyard.cli.stage.StageFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a report tells.
 *
 * @param pipeline its name
 * @param target where it ran, in words
 * @param run the execution
 * @param stages of the pipeline, as defined
 * @param actions that ran
 * @param deployed the platform's stages
 * @param ledger of the stand-in; empty on AWS
 * @param failure why it failed, where it did
 * @param pending the approval that waits, as {@code stage/action}
 * @param prediction what the last stage was asked and answered
 * @param permissions what roles may do and did; empty on AWS
 * @param reach operations called and transitions taken; empty on AWS
 * @param logs of builds, by {@code stage/action}
 */
public record RunFacts(
        String pipeline,
        String target,
        PipelineRun run,
        List<Pipeline.Stage> stages,
        List<ActionRun> actions,
        List<StageFacts> deployed,
        Optional<Ledger> ledger,
        Optional<Explanation> failure,
        Optional<String> pending,
        Optional<String> prediction,
        Optional<Permissions> permissions,
        Optional<Reach> reach,
        Map<String, List<String>> logs) {

    public RunFacts {
        stages = List.copyOf(stages);
        actions = List.copyOf(actions);
        deployed = List.copyOf(deployed);
    }

    /** Returns the latest run of an action, if it ran. */
    public Optional<ActionRun> runOf(String stage, String action) {
        return actions.stream()
                .filter(run -> run.stage().equals(stage) && run.action().equals(action))
                .reduce((first, second) -> second);
    }
}
