package dev.trainyard.infra.workflow;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.stepfunctions.CatchProps;
import software.amazon.awscdk.services.stepfunctions.IChainable;

/**
 * An error that a call may answer with and that is no failure: what is asked for does not exist.
 *
 * @param error as Step Functions names it, {@code Ssm.ParameterNotFoundException}
 * @param assign variables to set in place of those from a result
 * @param next where to go on
 */
record ExpectedError(String error, Map<String, Object> assign, IChainable next) {

    CatchProps caught() {
        return CatchProps.builder().errors(List.of(error)).assign(assign).build();
    }
}
