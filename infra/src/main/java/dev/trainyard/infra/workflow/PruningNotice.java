package dev.trainyard.infra.workflow;

import software.amazon.awscdk.services.stepfunctions.CatchProps;
import software.amazon.awscdk.services.stepfunctions.Choice;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.TaskInput;
import software.amazon.awscdk.services.stepfunctions.tasks.SnsPublish;
import software.amazon.awscdk.services.stepfunctions.tasks.SnsPublishJsonataProps;

/** Tells the topic what {@link Pruning} could not delete, if anything. */
final class PruningNotice {

    private static final String MESSAGE = "'The run succeeded, but not all that earlier runs left could be deleted:\\n'"
            + " & $join($pruneProblems, '\\n') & '\\n' & $states.context.Execution.Id";

    private final States states;
    private final WorkflowProps props;

    PruningNotice(States states, WorkflowProps props) {
        this.states = states;
        this.props = props;
    }

    Choice leadingTo(IChainable next) {
        var tell = SnsPublish.jsonata(
                states.scope(),
                "TellWhatIsLeft",
                SnsPublishJsonataProps.builder()
                        .topic(props.surroundings().topic())
                        .subject(props.names().mlStack() + ": left-overs of the ML workflow")
                        .message(TaskInput.fromText(Jsonata.of(MESSAGE)))
                        .build());
        tell.addRetry(Retries.ofNotices());
        tell.addCatch(next, CatchProps.builder().errors(CaughtError.EVERYTHING).build());
        tell.next(next);
        return states.choice("IsAnythingLeft")
                .when(States.when("$count($pruneProblems) > 0"), tell)
                .otherwise(next);
    }
}
