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
 * Brings the endpoint to the new configuration, whatever state it is in: absent → create; in service → update; failed →
 * delete, wait, create; moving → wait; what only a person can mend → fail. {@link EndpointSettling} then waits for it.
 */
final class EndpointRollout {

    /** Looks at a moving endpoint, half a minute apart, before giving up: half an hour. */
    private static final int LOOKS = 60;

    private static final String STATUS = """
            ($found := $states.result.Endpoints[EndpointName = '%s'];\
             $exists($found) ? $found[0].EndpointStatus : 'Absent')""";
    private static final String MOVING =
            "$endpointStatus in ['Creating', 'Updating', 'SystemUpdating', 'RollingBack', 'Deleting']";

    private final States states;
    private final StageArns arns;
    private final String endpoint;
    private final JobSettings settings;

    EndpointRollout(States states, WorkflowProps props, StageArns arns) {
        this.states = states;
        this.arns = arns;
        endpoint = props.names().endpoint();
        settings = new JobSettings(props);
    }

    IChainable leadingTo(IChainable next) {
        var settling = new EndpointSettling(states, endpoint, arns).leadingTo(next);
        var find = find();
        var wait = states.pause("WaitForEndpointToRest", Duration.seconds(30));
        wait.next(find);
        var choice = decide(settling, wait);
        find.next(choice);
        return find;
    }

    private Choice decide(IChainable settling, IChainable wait) {
        var create = create();
        var update = update();
        create.next(settling);
        update.next(settling);
        var delete = delete();
        delete.next(wait);
        return states.choice("EndpointState")
                .when(States.when("$looks > " + LOOKS), stuck())
                .when(States.when("$endpointStatus = 'Absent'"), create)
                .when(States.when("$endpointStatus = 'InService'"), update)
                .when(States.when("$endpointStatus in ['Failed', 'OutOfService']"), delete)
                .when(States.when(MOVING), wait)
                .otherwise(unusable());
    }

    private CallAwsService find() {
        var parameters = Ordered.map("NameContains", endpoint, "MaxResults", 100);
        var allowed = Allow.actions(List.of("sagemaker:ListEndpoints"), List.of("*"));
        return states.call(
                "FindEndpoint",
                AwsCall.sageMaker("listEndpoints", parameters, allowed)
                        .assigning(Ordered.map(
                                "endpointStatus", Jsonata.of(STATUS.formatted(endpoint)),
                                "looks", Jsonata.of("$looks + 1"))));
    }

    private CallAwsService create() {
        var parameters = Ordered.map(
                "EndpointName", endpoint,
                "EndpointConfigName", Jsonata.of("$configName"),
                "Tags", settings.tags());
        return change("CreateEndpoint", "createEndpoint", parameters, "sagemaker:CreateEndpoint", "sagemaker:AddTags");
    }

    private CallAwsService update() {
        var parameters = Ordered.map("EndpointName", endpoint, "EndpointConfigName", Jsonata.of("$configName"));
        return change("UpdateEndpoint", "updateEndpoint", parameters, "sagemaker:UpdateEndpoint");
    }

    /** Creating and updating need the endpoint's configuration allowed, too. */
    private CallAwsService change(String id, String action, Map<String, Object> parameters, String... permissions) {
        var allowed = Allow.actions(List.of(permissions), List.of(arns.endpoint(), arns.endpointConfigs()));
        return states.call(id, AwsCall.sageMaker(action, parameters, allowed).assigning(Map.of("looks", 0)));
    }

    private CallAwsService delete() {
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
