package dev.trainyard.infra.workflow;

import dev.trainyard.infra.access.AcceptedFinding;
import dev.trainyard.infra.access.Allow;
import dev.trainyard.infra.synth.Ordered;
import java.time.Duration;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.LogLevel;
import software.amazon.awscdk.services.stepfunctions.LogOptions;
import software.amazon.awscdk.services.stepfunctions.QueryLanguage;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/**
 * A small state machine beside the workflow, named {@code <app>-<stage>-<name>}: with the workflow's log group, its key,
 * and a failure path that tells the topic.
 */
public final class SideMachine extends Construct {

    /** Time for what is not the machine's one job. */
    private static final Duration BESIDE_THE_JOB = Duration.ofHours(1);

    private final WorkflowProps props;
    private final StageArns arns;
    private final States states;
    private final String name;

    /** @param name after the stage's; it names the failure, too */
    public SideMachine(Construct scope, String id, String name, WorkflowProps props) {
        super(scope, id);
        this.props = props;
        this.name = props.names().endpoint() + "-" + name;
        arns = new StageArns(Stack.of(this), props.names());
        states = new States(
                this,
                new FailureNotice(
                        this,
                        "Failure",
                        props.surroundings().topic(),
                        "%s: the %s failed".formatted(props.names().mlStack(), name)));
    }

    public States states() {
        return states;
    }

    public StageArns arns() {
        return arns;
    }

    /** What {@link Jsonata#name} and the failure path need to be set before anything else. */
    public static Map<String, Object> variables() {
        return Ordered.map("run", Jsonata.of(RunVariables.RUN), "again", 0);
    }

    /** The machine, from its first state on, where it starts jobs: their volumes are under the key. */
    public StateMachine runningJobs(IChainable definition, String comment) {
        var machine = running(definition, comment);
        var key = props.dataset().key();
        key.grant(machine, "kms:DescribeKey");
        machine.addToRolePolicy(Allow.volumesUnder(key.getKeyArn()));
        return machine;
    }

    /** The machine, from its first state on. */
    public StateMachine running(IChainable definition, String comment) {
        var machine = StateMachine.Builder.create(this, "Machine")
                .stateMachineName(name)
                .comment(comment)
                .queryLanguage(QueryLanguage.JSONATA)
                .definitionBody(DefinitionBody.fromChainable(definition))
                .timeout(software.amazon.awscdk.Duration.seconds(props.stage()
                        .workflow()
                        .processing()
                        .maxRuntime()
                        .plus(BESIDE_THE_JOB)
                        .toSeconds()))
                .tracingEnabled(true)
                .logs(LogOptions.builder()
                        .destination(props.surroundings().logs())
                        .level(LogLevel.ALL)
                        .includeExecutionData(true)
                        .build())
                .build();
        var key = props.dataset().key();
        key.grantDecrypt(machine);
        key.grant(machine, "kms:GenerateDataKey");
        accept(machine);
        return machine;
    }

    private void accept(StateMachine machine) {
        AcceptedFinding.resource("*", "AWS knows no resource for X-Ray's actions and the delivery of logs")
                .on(machine);
        AcceptedFinding.resource(arns.endpointConfigs(), "Each run has names of its own, under the stage's prefix")
                .on(machine);
    }
}
