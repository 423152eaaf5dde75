package dev.trainyard.infra.workflow;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.stepfunctions.Choice;
import software.amazon.awscdk.services.stepfunctions.Condition;
import software.amazon.awscdk.services.stepfunctions.Pass;
import software.amazon.awscdk.services.stepfunctions.TaskStateBase;
import software.amazon.awscdk.services.stepfunctions.Wait;
import software.amazon.awscdk.services.stepfunctions.WaitJsonataProps;
import software.amazon.awscdk.services.stepfunctions.WaitTime;
import software.constructs.Construct;

/** Makes the workflow's states, each with its way to the failure path. */
public final class States {

    private final Construct scope;
    private final Failure failure;

    public States(Construct scope, Failure failure) {
        this.scope = scope;
        this.failure = failure;
    }

    public Construct scope() {
        return scope;
    }

    public Failure failure() {
        return failure;
    }

    public AwsCallTask call(String id, AwsCall call) {
        return call(id, call, List.of());
    }

    /** A call of which some errors are no failures. */
    AwsCallTask call(String id, AwsCall call, List<ExpectedError> expected) {
        var state = new AwsCallTask(scope, id, call);
        expected.forEach(error -> state.addCatch(error.next(), error.caught()));
        state.addCatch(failure.start(), failure.caught(id));
        return state;
    }

    /** Leads a task's errors, all that nothing before it catches, to the failure path. */
    public void failing(TaskStateBase task) {
        task.addCatch(failure.start(), CaughtError.of(task.getId()));
    }

    public Choice choice(String id) {
        return Choice.jsonata(scope, id);
    }

    public Wait pause(String id, Duration time) {
        return Wait.jsonata(
                scope,
                id,
                WaitJsonataProps.builder().time(WaitTime.duration(time)).build());
    }

    /** A failure that no state threw: a decision, or a state of the world that cannot be gone on from. */
    public Pass refusal(String id, String state, String error, String cause) {
        var told = CaughtError.failure(state, "Trainyard." + error, cause);
        return FailureNotice.because(scope, id, told, failure.start());
    }

    public static Condition when(String expression) {
        return Condition.jsonata(Jsonata.of(expression));
    }
}
