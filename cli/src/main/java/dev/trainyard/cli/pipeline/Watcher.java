package dev.trainyard.cli.pipeline;

import java.util.List;

/** Whom a follower tells what happens. */
public interface Watcher {

    void started(ActionRun action);

    void ended(ActionRun action);

    /** The pipeline changed itself and begins again with the new definition. */
    void replaced(PipelineRun before, PipelineRun after);

    /** Called at each look, after the events. */
    void tick(PipelineRun run, List<ActionRun> actions);
}
