package dev.trainyard.infra.ml;

import dev.trainyard.infra.synth.Ordered;
import java.util.List;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.SnsTopic;
import software.amazon.awscdk.services.sns.ITopic;
import software.constructs.Construct;

/**
 * Tells the topic of runs that ended without success.
 *
 * <p>A machine tells of its own failures, but not of what it never sees: a timeout of the machine, an abort, an error
 * that {@code States.ALL} does not catch.
 */
final class FailedRunRule extends Construct {

    FailedRunRule(Construct scope, String id, List<String> stateMachineArns, ITopic topic) {
        super(scope, id);
        Rule.Builder.create(this, "Rule")
                .description("Runs of the stage's state machines that ended without success")
                .eventPattern(EventPattern.builder()
                        .source(List.of("aws.states"))
                        .detailType(List.of("Step Functions Execution Status Change"))
                        .detail(Ordered.map(
                                "status",
                                List.of("FAILED", "TIMED_OUT", "ABORTED"),
                                "stateMachineArn",
                                stateMachineArns))
                        .build())
                .targets(List.of(new SnsTopic(topic)))
                .build();
    }
}
