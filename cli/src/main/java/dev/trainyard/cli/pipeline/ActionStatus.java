package dev.trainyard.cli.pipeline;

/** CodePipeline's spelling of an action's status. */
final class ActionStatus {

    private ActionStatus() {}

    static ActionRun.Status of(String spelled) {
        return switch (spelled) {
            case "Succeeded" -> ActionRun.Status.SUCCEEDED;
            case "Failed" -> ActionRun.Status.FAILED;
            case "Abandoned" -> ActionRun.Status.ABANDONED;
            default -> ActionRun.Status.IN_PROGRESS;
        };
    }
}
