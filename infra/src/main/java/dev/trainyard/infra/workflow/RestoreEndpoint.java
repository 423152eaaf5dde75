package dev.trainyard.infra.workflow;

import dev.trainyard.infra.access.Allow;
import dev.trainyard.infra.synth.Ordered;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.stepfunctions.Choice;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.Pass;
import software.amazon.awscdk.services.stepfunctions.PassJsonataProps;
import software.constructs.Construct;

/**
 * On the failure path: where this run touched the endpoint, what served before serves again; an endpoint that was not
 * there before is deleted, so that nothing wrong serves. Judged by the config in service, and told in {@code $failure};
 * that it did not succeed, by the run's error itself.
 */
final class RestoreEndpoint extends Construct {

    /** Before giving up: SageMaker may still be busy with the update. */
    static final java.time.Duration LONGEST = java.time.Duration.ofHours(1);

    private static final java.time.Duration PAUSE = java.time.Duration.ofSeconds(30);
    private static final long LOOKS = LONGEST.dividedBy(PAUSE);

    private static final String MOVING =
            "$endpointStatus in ['Creating', 'Updating', 'SystemUpdating', 'RollingBack', 'Deleting']";
    private static final String FIRST = "$previousConfig = '%s'".formatted(RunVariables.NONE);
    private final WorkflowProps props;
    private final StageArns arns;
    private final String endpoint;
    private final IChainable next;
    private final RestoreFailure failure;
    private final States states;

    /** @param next goes on with the failure */
    RestoreEndpoint(Construct scope, String id, WorkflowProps props, StageArns arns, IChainable next) {
        super(scope, id);
        this.props = props;
        this.arns = arns;
        this.next = next;
        endpoint = props.names().endpoint();
        failure = new RestoreFailure(this, endpoint, next);
        states = new States(this, failure);
    }

    /** The first state. */
    IChainable leadingOn() {
        var look = states.call("FindEndpointToRestore", find());
        var wait = states.pause("WaitToRestore", Duration.seconds(PAUSE.toSeconds()));
        wait.next(look);
        look.next(decide(wait));
        var begin = Pass.jsonata(
                this,
                "BeginToRestore",
                PassJsonataProps.builder()
                        .stateName("BeginToRestore")
                        .assign(Ordered.map(
                                "looks",
                                0,
                                "restoreTried",
                                false,
                                "endpointStatus",
                                "unknown",
                                "restoreProblem",
                                "SageMaker gives no reason"))
                        .build());
        begin.next(look);
        return states.choice("IsEndpointTouched")
                .when(States.when("$servingChanged"), begin)
                .otherwise(next);
    }

    private Choice decide(IChainable wait) {
        var gone =
                failure.told("EndpointIsGone", "$failure.error", "$failure.cause & ' (no endpoint serves, as before)'");
        return states.choice("StateToRestore")
                .when(States.when("$looks > " + LOOKS), failure.start())
                .when(States.when(MOVING), wait)
                .when(States.when("$endpointStatus = 'Absent' and " + FIRST), gone)
                .when(States.when(FIRST), delete(wait))
                .when(States.when("$endpointStatus = 'InService'"), compare(wait))
                .otherwise(failure.start());
    }

    private IChainable delete(IChainable wait) {
        var allowed = Allow.actions(List.of("sagemaker:DeleteEndpoint"), List.of(arns.endpoint()));
        var delete = states.call(
                "DeleteNewEndpoint", AwsCall.sageMaker("deleteEndpoint", Map.of("EndpointName", endpoint), allowed));
        delete.next(wait);
        return delete;
    }

    private IChainable compare(IChainable wait) {
        var reason = "$restoreTried and $exists($states.result.FailureReason)"
                + " ? $states.result.FailureReason : $restoreProblem";
        var variables = Ordered.map(
                "servedConfig", Jsonata.of("$states.result.EndpointConfigName"), "restoreProblem", Jsonata.of(reason));
        var describe = states.call("DescribeToRestore", ServedSettings.describe(endpoint, arns, variables));
        describe.next(states.choice("IsPreviousConfig")
                .when(States.when("$servedConfig = $previousConfig"), restored())
                .when(States.when("$restoreTried"), failure.start())
                .otherwise(update(wait)));
        return describe;
    }

    /** All at once: what served before is known to serve. */
    private IChainable update(IChainable wait) {
        var request = EndpointUpdate.request(props, Jsonata.of("$previousConfig"));
        var update = states.call(
                "RestoreEndpoint",
                AwsCall.sageMaker("updateEndpoint", request, EndpointUpdate.permission(arns))
                        .assigning(Ordered.map("looks", 0, "restoreTried", true)));
        update.addRetry(Retries.ofLimits());
        update.next(wait);
        return update;
    }

    /** Scaling that was taken off for the update's sake comes back, by the settings of today's config. */
    private IChainable restored() {
        var told = failure.told(
                "EndpointIsRestored",
                "$failure.error",
                "$failure.cause & ' (endpoint %s serves ' & $previousConfig & ' as before)'".formatted(endpoint));
        return props.stage()
                .endpoint()
                .autoscaling()
                .<IChainable>map(scaling -> states.choice("WasScalingStopped")
                        .when(
                                States.when("$scalingStopped"),
                                new Autoscaling(states, props, arns).startLeadingTo("Again", scaling, told))
                        .otherwise(told))
                .orElse(told);
    }

    private AwsCall find() {
        var find = ServedSettings.find(endpoint);
        var variables = Ordered.map("looks", Jsonata.of("$looks + 1"));
        variables.putAll(find.assign());
        return find.assigning(variables);
    }
}
