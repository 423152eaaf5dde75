package dev.trainyard.infra.workflow;

import dev.trainyard.infra.synth.Ordered;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.stepfunctions.CatchProps;

/** What a state's {@code Catch} does with any error: remember, as {@code $failure}, the state and the reason. */
public final class CaughtError {

    static final List<String> EVERYTHING = List.of("States.ALL");
    /** A job's cause is its description as JSON, a function's is its exception: the reason is one member of it, or how it was stopped. */
    private static final String REASON = """
            ($cause := $exists($states.errorOutput.Cause) ? $states.errorOutput.Cause : 'no cause given';\
             $told := $substring($trim($cause), 0, 1) = '{' ? $parse($cause) : {};\
             $reason := $join([$told.FailureReason, $told.ExitMessage, $told.errorMessage], '; ');\
             $stopped := 'SageMaker stopped the job: ' & $told.SecondaryStatus;\
             $reason != '' ? $reason : $exists($told.SecondaryStatus) ? $stopped : $cause)""";

    private CaughtError() {}

    public static CatchProps of(String state) {
        return of(state, "");
    }

    /** @param advice what to do about it, behind the reason; empty: none */
    static CatchProps of(String state, String advice) {
        var cause = advice.isEmpty() ? REASON : "%s & '. %s'".formatted(REASON, advice);
        return CatchProps.builder()
                .errors(EVERYTHING)
                .assign(failure(state, Jsonata.of("$states.errorOutput.Error"), Jsonata.of(cause)))
                .build();
    }

    /** The variable {@code $failure}. */
    static Map<String, Object> failure(String state, String error, String cause) {
        return Map.of("failure", Ordered.map("state", state, "error", error, "cause", cause));
    }
}
