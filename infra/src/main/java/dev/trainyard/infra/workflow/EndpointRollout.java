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

/**
 * Brings the endpoint to the new configuration, whatever state it is in: absent → create; in service → update; failed →
 * delete, wait, create; moving → wait; what only a person can mend → fail. {@link EndpointSettling} then waits for it.
 *
 * <p>From the moment that it may touch the endpoint, {@code $servingChanged} is true and {@code $previousConfig} is what
 * {@link RestoreEndpoint} goes back to, {@code none} where nothing served.
 */
final class EndpointRollout {

    /** For a moving endpoint to come to rest, before giving up. */
    static final java.time.Duration LONGEST_REST = java.time.Duration.ofMinutes(30);

    private static final java.time.Duration PAUSE = java.time.Duration.ofSeconds(30);
    private static final long LOOKS = LONGEST_REST.dividedBy(PAUSE);

    private static final String MOVING =
            "$endpointStatus in ['Creating', 'Updating', 'SystemUpdating', 'RollingBack', 'Deleting']";

    private final States states;
    private final StageArns arns;
    private final String endpoint;
    private final JobSettings settings;
    private final EndpointUpdate update;
    private final EndpointSettling settling;

    EndpointRollout(States states, WorkflowProps props, StageArns arns) {
        this.states = states;
        this.arns = arns;
        endpoint = props.names().endpoint();
        settings = new JobSettings(props);
        update = new EndpointUpdate(states, props, arns);
        settling = new EndpointSettling(states, props, arns);
    }

    IChainable leadingTo(IChainable next) {
        var find = find();
        var wait = states.pause("WaitForEndpointToRest", Duration.seconds(30));
        wait.next(find);
        find.next(decide(settling.leadingTo(next), wait));
        return find;
    }

    private Choice decide(IChainable settled, IChainable wait) {
        var delete = delete();
        delete.next(wait);
        return states.choice("EndpointState")
                .when(States.when("$looks > " + LOOKS), stuck())
                .when(States.when("$endpointStatus = 'Absent'"), create(settled))
                .when(States.when("$endpointStatus = 'InService'"), update.leadingTo(settled))
                .when(States.when("$endpointStatus in ['Failed', 'OutOfService']"), delete)
                .when(States.when(MOVING), wait)
                .otherwise(unusable());
    }

    private AwsCallTask find() {
        var find = ServedSettings.find(endpoint);
        var variables = Ordered.map("looks", Jsonata.of("$looks + 1"));
        variables.putAll(find.assign());
        return states.call("FindEndpoint", find.assigning(variables));
    }

    private Pass create(IChainable next) {
        var parameters = Ordered.map(
                "EndpointName", endpoint,
                "EndpointConfigName", Jsonata.of("$configName"),
                "Tags", settings.tags());
        var allowed = Allow.actions(
                List.of("sagemaker:CreateEndpoint", "sagemaker:AddTags"),
                List.of(arns.endpoint(), arns.endpointConfigs()));
        var create = states.call(
                "CreateEndpoint",
                AwsCall.sageMaker("createEndpoint", parameters, allowed).assigning(Map.of("looks", 0)));
        create.addRetry(Retries.ofLimits());
        create.next(next);
        var begin = Pass.jsonata(
                states.scope(),
                "BeginEndpoint",
                PassJsonataProps.builder()
                        .assign(Ordered.map("servingChanged", true, "previousConfig", RunVariables.NONE))
                        .build());
        begin.next(create);
        return begin;
    }

    private AwsCallTask delete() {
        var allowed = Allow.actions(List.of("sagemaker:DeleteEndpoint"), List.of(arns.endpoint()));
        return states.call(
                "DeleteFailedEndpoint", AwsCall.sageMaker("deleteEndpoint", Map.of("EndpointName", endpoint), allowed));
    }

    private IChainable stuck() {
        return states.refusal(
                "EndpointNeverRests",
                "FindEndpoint",
                "EndpointStuck",
                Jsonata.of("'endpoint %s is still ' & $endpointStatus & ' after %d looks'".formatted(endpoint, LOOKS)));
    }

    private IChainable unusable() {
        return states.refusal(
                "EndpointUnusable",
                "FindEndpoint",
                "EndpointUnusable",
                Jsonata.of(
                        "'endpoint %s is ' & $endpointStatus & ': it can be neither updated nor replaced by the workflow; delete it and run again'"
                                .formatted(endpoint)));
    }
}
