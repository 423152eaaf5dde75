package dev.trainyard.infra.workflow;

import dev.trainyard.config.WorkflowSettings.WhenBusy;
import dev.trainyard.infra.access.Allow;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.LogLevel;
import software.amazon.awscdk.services.stepfunctions.LogOptions;
import software.amazon.awscdk.services.stepfunctions.QueryLanguage;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/**
 * From raw data to an endpoint that answers: preprocess, train, evaluate, judge, register, serve, roll out, ask, approve.
 *
 * <p>Input: contract {@code workflow-input}. Output: {@code outcome}, {@code modelPackageArn}, {@code endpointConfigName},
 * {@code outOfFoldR2}, {@code testR2}. The machine has a name of ours, for its runs' ARNs carry it, and Release and Verify
 * are allowed those.
 */
public final class Workflow extends Construct {

    /** The variant of the model that is the one; an update in place needs it to keep its name. */
    public static final String VARIANT = "AllTraffic";

    /** The second variant of an A/B test. */
    public static final String CHALLENGER = "Challenger";

    /** Time for everything that is no job and no endpoint. */
    private static final java.time.Duration BESIDE_THE_JOBS = java.time.Duration.ofMinutes(90);

    private final StateMachine machine;

    public Workflow(Construct scope, String id, WorkflowProps props) {
        super(scope, id);
        var arns = new StageArns(Stack.of(this), props.names());
        var states = new States(this, new FailurePath(this, "Failure", props, arns));
        machine = StateMachine.Builder.create(this, "Machine")
                .stateMachineName(props.names().endpoint())
                .comment("Trains, judges and serves the model of "
                        + props.names().endpoint())
                .queryLanguage(QueryLanguage.JSONATA)
                .definitionBody(DefinitionBody.fromChainable(definition(states, props, arns)))
                .timeout(timeout(props))
                .tracingEnabled(true)
                .logs(LogOptions.builder()
                        .destination(props.surroundings().logs())
                        .level(LogLevel.ALL)
                        .includeExecutionData(true)
                        .build())
                .build();
        grant(props);
        WorkflowFindings.acceptOn(machine, props, arns);
    }

    public StateMachine machine() {
        return machine;
    }

    /** Read from the bottom: each part leads to the one before it. */
    private static IChainable definition(States states, WorkflowProps props, StageArns arns) {
        var registration = new Registration(states, props, arns);
        var release = release(states, props);
        var prune = new Pruning(states, props, arns).leadingTo(release);
        var approve = new Approval(states, props, arns).leadingTo(prune);
        var rollout = new Rollout(states, props, arns).leadingTo(approve, prune);
        var register = registration.registerLeadingTo(rollout);
        var promotion = Promotion.in(states, props);
        var verified = promotion.map(it -> it.verifiedLeadingTo(register)).orElse(register);
        var judgement = new Judgement(states, props).leadingTo(verified);
        var jobs = new Jobs(states, props, arns).leadingTo(judgement);
        var course = new Course(states, props, arns, promotion).leadingTo(jobs, rollout, release);
        var served = new ServedSettings(states, props, arns).leadingTo(course);
        var champion = new Champion(states, props, arns).leadingTo(served);
        var data = HashedData.leadingTo(states, props, champion);
        var whenBusy = props.stage().workflow().whenBusy();
        var lock = new Lock(states, props, arns).leadingTo(data, whenBusy, longestRun(props));
        return new RunInput(states, props, arns).leadingTo(lock);
    }

    private static IChainable release(States states, WorkflowProps props) {
        var item = new LockItem(states.scope(), props.surroundings().lock(), Lock.NAME);
        return Lock.release(item, "ReleaseLock", Outcome.done(states));
    }

    private void grant(WorkflowProps props) {
        var key = props.dataset().key();
        key.grantDecrypt(machine);
        key.grant(machine, "kms:DescribeKey", "kms:GenerateDataKey");
        machine.addToRolePolicy(Allow.volumesUnder(key.getKeyArn()));
    }

    /** A run may wait as long as the one before it may last. */
    private static Duration timeout(WorkflowProps props) {
        var run = longestRun(props);
        var all = props.stage().workflow().whenBusy() == WhenBusy.WAIT ? run.multipliedBy(2) : run;
        return Duration.seconds(all.toSeconds());
    }

    private static java.time.Duration longestRun(WorkflowProps props) {
        return Jobs.longest(props).plus(Rollout.longest(props)).plus(BESIDE_THE_JOBS);
    }
}
