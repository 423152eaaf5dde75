package dev.trainyard.infra.workflow;

import software.amazon.awscdk.services.stepfunctions.CatchProps;
import software.amazon.awscdk.services.stepfunctions.IChainable;

/** Where a machine's failures lead. A state that leads there sets {@code $failure} to {@code {state, error, cause}}. */
public interface Failure {

    /** The first state of the path. */
    IChainable start();

    /** What an error of a state sets on its way there. */
    default CatchProps caught(String state) {
        return CaughtError.of(state);
    }
}
