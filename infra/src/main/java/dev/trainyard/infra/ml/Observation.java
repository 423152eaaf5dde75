package dev.trainyard.infra.ml;

import dev.trainyard.infra.watch.DriftMetrics;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/** What tells people how the stage does: runs that failed, alarms of the workflow and the endpoint, the dashboard. */
final class Observation {

    private Observation() {}

    /**
     * The stage's machines.
     *
     * @param workflow the one that has alarms of its own
     * @param beside it, whose failed runs are told too
     * @param watch of drift, if there is one: it has a part of the dashboard
     */
    record Observed(StateMachine workflow, List<StateMachine> beside, Optional<StateMachine> watch) {

        private List<String> arns() {
            return Stream.of(Stream.of(workflow), beside.stream(), watch.stream())
                    .flatMap(machines -> machines)
                    .map(StateMachine::getStateMachineArn)
                    .toList();
        }
    }

    static void in(Construct scope, MlStackProps props, ITopic topic, Observed observed) {
        var names = props.names();
        var watched = new Monitoring.Watched(observed.workflow().getStateMachineArn(), names.endpoint(), topic);
        new FailedRunRule(scope, "FailedRuns", observed.arns(), topic);
        new Monitoring(scope, "Monitoring", watched);
        new StageDashboard(scope, "Dashboard", watched, observed.watch().map(it -> DriftMetrics.of(names)));
        props.stage()
                .endpoint()
                .rollout()
                .ifPresent(rollout -> new RollbackAlarms(scope, "Rollback", rollout, names, topic));
    }
}
