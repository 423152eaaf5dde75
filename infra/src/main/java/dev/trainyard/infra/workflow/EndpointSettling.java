package dev.trainyard.infra.workflow;

import dev.trainyard.infra.access.Allow;
import dev.trainyard.infra.synth.Ordered;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.stepfunctions.Choice;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.tasks.CallAwsService;

/**
 * Waits until the endpoint is in service, and confirms what it serves: after an update that SageMaker rolled back it is in
 * service too, on its old configuration.
 */
final class EndpointSettling {

    /** Looks, half a minute apart, before giving up: an hour. */
    private static final int LOOKS = 120;

    private final States states;
    private final String endpoint;
    private final StageArns arns;

    EndpointSettling(States states, String endpoint, StageArns arns) {
        this.states = states;
        this.endpoint = endpoint;
        this.arns = arns;
    }

    IChainable leadingTo(IChainable next) {
        var wait = states.pause("WaitForEndpoint", Duration.seconds(30));
        var describe = describe();
        wait.next(describe);
        describe.next(settled(wait, confirm(next)));
        return wait;
    }

    private CallAwsService describe() {
        var allowed = Allow.actions(List.of("sagemaker:DescribeEndpoint"), List.of(arns.endpoint()));
        return states.call(
                "DescribeEndpoint",
                AwsCall.sageMaker("describeEndpoint", Map.of("EndpointName", endpoint), allowed)
                        .assigning(Ordered.map(
                                "endpointStatus", Jsonata.of("$states.result.EndpointStatus"),
                                "servedConfig", Jsonata.of("$states.result.EndpointConfigName"),
                                "endpointReason",
                                        Jsonata.of(
                                                "$exists($states.result.FailureReason) ? $states.result.FailureReason : 'SageMaker gives no reason'"),
                                "looks", Jsonata.of("$looks + 1"))));
    }

    private Choice settled(IChainable wait, IChainable confirm) {
        return states.choice("HasSettled")
                .when(States.when("$endpointStatus = 'InService'"), confirm)
                .when(
                        States.when("$endpointStatus in ['Failed', 'OutOfService', 'UpdateRollbackFailed']"),
                        refusal("EndpointFailed", "'endpoint %s is ' & $endpointStatus & ': ' & $endpointReason"))
                .when(
                        States.when("$looks > " + LOOKS),
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
