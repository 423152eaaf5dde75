package dev.trainyard.infra.triggers;

import dev.trainyard.infra.access.Allow;
import dev.trainyard.infra.synth.Ordered;
import dev.trainyard.infra.workflow.AwsCall;
import dev.trainyard.infra.workflow.Jsonata;
import dev.trainyard.infra.workflow.LockItem;
import dev.trainyard.infra.workflow.SideMachine;
import dev.trainyard.infra.workflow.States;
import dev.trainyard.infra.workflow.WorkflowProps;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Match;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.SfnStateMachine;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.IStateMachine;
import software.amazon.awscdk.services.stepfunctions.Pass;
import software.constructs.Construct;

/**
 * Starts the workflow once new objects under {@code raw/} have come and no more of them do.
 *
 * <p>Each object starts an execution of the state machine {@code <app>-<stage>-arrivals}, which notes itself as the last one,
 * waits, and looks: if it still is the last, there was quiet for as long, and it starts the workflow; else a later one will.
 * So no arrival is lost, and there is nothing to clean up after one that ended halfway.
 */
final class DataArrivals extends Construct {

    /**
     * @param workflow what is started
     * @param quiet how long nothing may have come
     */
    record Run(IStateMachine workflow, Duration quiet) {}

    DataArrivals(Construct scope, String id, WorkflowProps props, Run run) {
        super(scope, id);
        var side = new SideMachine(this, "Arrivals", "arrivals", props);
        var machine = side.running(
                noteAndWait(side.states(), props, run), "Waits until no more data comes, then starts the workflow");
        Rule.Builder.create(this, "Rule")
                .description("New objects under raw/")
                .eventPattern(EventPattern.builder()
                        .source(List.of("aws.s3"))
                        .detailType(List.of("Object Created"))
                        .detail(Ordered.map(
                                "bucket",
                                Map.of("name", List.of(props.dataset().raw().getBucketName())),
                                "object",
                                Map.of("key", Match.prefix("raw/"))))
                        .build())
                .targets(List.of(new SfnStateMachine(machine)))
                .build();
    }

    private static IChainable noteAndWait(States states, WorkflowProps props, Run run) {
        var item = new LockItem(states.scope(), props.surroundings().lock(), "arrivals");
        var note = item.put("NoteArrival");
        var read = item.read("ReadLastArrival");
        for (var task : List.of(note, read)) {
            states.failing(task);
        }
        var superseded = Pass.jsonata(states.scope(), "MoreCameLater");
        var last = states.choice("IsTheLastArrival")
                .when(States.when("$lockHolder = $states.context.Execution.Id"), start(states, run.workflow()))
                .otherwise(superseded);
        var quiet = states.pause(
                "WaitForQuiet",
                software.amazon.awscdk.Duration.seconds(run.quiet().toSeconds()));
        return note.next(quiet).next(read).next(last);
    }

    /** Named after this execution, so that a second try starts no second run. */
    private static IChainable start(States states, IStateMachine workflow) {
        var parameters = Ordered.map(
                "StateMachineArn",
                workflow.getStateMachineArn(),
                "Name",
                Jsonata.of("'data-' & $substring($states.context.Execution.Name, 0, 75)"),
                "Input", // a string, as the API has it: whether Step Functions would render an object is nowhere said
                Jsonata.of("$string(" + Jsonata.literal(WorkflowStart.input("data")) + ")"));
        return states.call(
                "StartWorkflow",
                new AwsCall(
                        "sfn",
                        "startExecution",
                        parameters,
                        Map.of(),
                        List.of(Allow.actions(
                                List.of("states:StartExecution"), List.of(workflow.getStateMachineArn())))));
    }
}
