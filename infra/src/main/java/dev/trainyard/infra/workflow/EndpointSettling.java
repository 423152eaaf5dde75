package dev.trainyard.infra.workflow;

import dev.trainyard.infra.synth.Ordered;
import java.time.Duration;
import software.amazon.awscdk.services.stepfunctions.Choice;
import software.amazon.awscdk.services.stepfunctions.IChainable;

/**
 * Waits until the endpoint is in service, and confirms what it serves: after an update that SageMaker rolled back it is in
 * service too, on its old configuration.
 */
final class EndpointSettling {

    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final States states;
    private final StageArns arns;
    private final String endpoint;
    private final long looks;

    EndpointSettling(States states, WorkflowProps props, StageArns arns) {
        this.states = states;
        this.arns = arns;
        endpoint = props.names().endpoint();
        looks = longest(props).dividedBy(PAUSE);
    }

    /** Before giving up: the update's own limit, and half an hour more for SageMaker to go back. */
    static Duration longest(WorkflowProps props) {
        return new GuardedDeployment(props.stage().endpoint(), props.names())
                .limit()
                .plusMinutes(30);
    }

    IChainable leadingTo(IChainable next) {
        var wait = states.pause("WaitForEndpoint", software.amazon.awscdk.Duration.seconds(PAUSE.toSeconds()));
        var describe = describe();
        wait.next(describe);
        describe.next(settled(wait, confirm(next)));
        return wait;
    }

    private AwsCallTask describe() {
        var variables = Ordered.map(
                "endpointStatus", Jsonata.of("$states.result.EndpointStatus"),
                "servedConfig", Jsonata.of("$states.result.EndpointConfigName"),
                "endpointReason",
                        Jsonata.of(
                                "$exists($states.result.FailureReason) ? $states.result.FailureReason : 'SageMaker gives no reason'"),
                "looks", Jsonata.of("$looks + 1"));
        return states.call("DescribeEndpoint", ServedSettings.describe(endpoint, arns, variables));
    }

    private Choice settled(IChainable wait, IChainable confirm) {
        return states.choice("HasSettled")
                .when(States.when("$endpointStatus = 'InService'"), confirm)
                .when(
                        States.when("$endpointStatus in ['Failed', 'OutOfService', 'UpdateRollbackFailed']"),
                        refusal("EndpointFailed", "'endpoint %s is ' & $endpointStatus & ': ' & $endpointReason"))
                .when(
                        States.when("$looks > " + looks),
                        refusal("EndpointNeverSettles", "'endpoint %s is still ' & $endpointStatus"))
                .otherwise(wait);
    }

    private Choice confirm(IChainable next) {
        return states.choice("IsOurConfig")
                .when(States.when("$servedConfig = $configName"), next)
                .otherwise(
                        refusal(
                                "EndpointRolledBack",
                                "'endpoint %s went back to ' & $servedConfig & ' instead of ' & $configName & ': ' & $endpointReason"));
    }

    private IChainable refusal(String id, String cause) {
        return states.refusal(id, "DescribeEndpoint", id, Jsonata.of(cause.formatted(endpoint)));
    }
}
