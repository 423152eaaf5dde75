package dev.trainyard.infra.workflow;

import java.util.Map;
import software.amazon.awscdk.services.stepfunctions.CatchProps;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.Pass;
import software.constructs.Construct;

/**
 * What becomes of the run's failure when the endpoint was to be restored: what the run failed of stays in
 * {@code $failure}, and says how the restoration ended; one that failed itself comes first.
 */
final class RestoreFailure implements Failure {

    private static final String NOT_RESTORED = """
            'THE ENDPOINT IS NOT RESTORED: %s is ' & $endpointStatus & ' and should serve ' & $previousConfig & ' ('\
             & $restoreProblem & '). It was to be restored because: ' & $failure.cause""";

    private final Construct scope;
    private final IChainable next;
    private final Pass notRestored;

    /**
     * @param endpoint its name
     * @param next goes on with the failure
     */
    RestoreFailure(Construct scope, String endpoint, IChainable next) {
        this.scope = scope;
        this.next = next;
        notRestored = told("RestoreFailed", "'Trainyard.EndpointNotRestored'", NOT_RESTORED.formatted(endpoint));
    }

    @Override
    public IChainable start() {
        return notRestored;
    }

    @Override
    public CatchProps caught(String state) {
        return CatchProps.builder()
                .errors(CaughtError.EVERYTHING)
                .assign(Map.of("restoreProblem", Jsonata.of("'%s: ' & $states.errorOutput.Cause".formatted(state))))
                .build();
    }

    /** A way on with the run's failure, in other words. */
    Pass told(String id, String error, String cause) {
        var failure = CaughtError.failure("{% $failure.state %}", Jsonata.of(error), Jsonata.of(cause));
        return FailureNotice.because(scope, id, failure, next);
    }
}
