package dev.trainyard.infra.workflow;

import dev.trainyard.infra.access.Allow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.stepfunctions.CatchProps;
import software.amazon.awscdk.services.stepfunctions.IChainable;

/** Calls of the pruning: a failure goes on as if it had worked, and is added to {@code $pruneProblems}. */
record PruneCalls(States states) {

    /** SageMaker has no error of its own for what is not there, only words. */
    private static final String PROBLEM = "$contains($states.errorOutput.Cause, 'Could not find') ? $pruneProblems"
            + " : $append($pruneProblems, ['%s ' & %s & ': ' & $states.errorOutput.Cause])";

    /**
     * One call.
     *
     * @param id of the state
     * @param action of SageMaker, for the words of a failure
     * @param what JSONata of what it is done to, for the same
     * @param call what is asked, with its permission
     */
    record Step(String id, String action, String what, AwsCall call) {}

    /**
     * @param otherwise where a failure goes on
     * @param skipped variables that a failure sets
     */
    AwsCallTask state(Step step, IChainable otherwise, Map<String, Object> skipped) {
        var state = new AwsCallTask(states.scope(), step.id(), step.call());
        var problem = Jsonata.of(PROBLEM.formatted(step.action(), step.what()));
        var variables = new LinkedHashMap<>(skipped);
        variables.put("pruneProblems", problem);
        state.addCatch(
                otherwise,
                CatchProps.builder()
                        .errors(CaughtError.EVERYTHING)
                        .assign(variables)
                        .build());
        return state;
    }

    /** A call of SageMaker, with its permission. */
    static AwsCall call(String action, Map<String, Object> parameters, String resources) {
        var spelled = Character.toLowerCase(action.charAt(0)) + action.substring(1);
        var allowed = Allow.actions(List.of("sagemaker:" + action), List.of(resources));
        return AwsCall.sageMaker(spelled, parameters, allowed);
    }

    /** A list without its first. */
    static String rest(String list) {
        return Jsonata.of("[$filter($%s, function($one, $index) { $index > 0 })]".formatted(list));
    }
}
