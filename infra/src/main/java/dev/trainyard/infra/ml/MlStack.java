package dev.trainyard.infra.ml;

import dev.trainyard.config.Watch;
import dev.trainyard.infra.access.OtherStage;
import dev.trainyard.infra.batch.Batch;
import dev.trainyard.infra.triggers.LockTable;
import dev.trainyard.infra.triggers.StageTriggers;
import dev.trainyard.infra.watch.DriftWatch;
import dev.trainyard.infra.workflow.StageArns;
import dev.trainyard.infra.workflow.Withdrawal;
import dev.trainyard.infra.workflow.Workflow;
import dev.trainyard.infra.workflow.WorkflowProps;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/**
 * What makes a model of data and answers with it: jobs' roles, the workflow, the gate, and who is told of failures.
 *
 * <p>Prerequisites: the stage's network and data stacks; the archives are built. Outputs: StateMachineArn,
 * BatchStateMachineArn, EndpointName,
 * GateFunctionName, NotificationTopicArn, CodeUri, CodeHash, ReleaseRoleArn, VerifyRoleArn, ModelImage;
 * WatchStateMachineArn where there is a watch.
 */
public final class MlStack extends Stack {

    private final MlStackProps props;
    private final StageArns arns;
    private final StageImage image;
    private final CodeArchive code;
    private final SageMakerRoles roles;
    private final GateFunction gate;
    private final DatasetFunction data;
    private final Optional<PromoteFunction> promote;
    private final LockTable lock;
    private final Notifications notifications;
    private final StageLogs workflowLogs;
    private final Workflow workflow;
    private final Batch batch;
    private final Withdrawal withdrawal;
    private final Optional<DriftWatch> watch;
    private final PipelineRoles pipeline;

    public MlStack(Construct scope, String id, MlStackProps props) {
        super(scope, id, StackProps.builder().stackName(props.names().mlStack()).build());
        this.props = props;
        arns = new StageArns(this, props.names());
        image = StageImage.of(props);
        code = new CodeArchive(this, "Code", props.archives().source());
        roles = new SageMakerRoles(this, "SageMaker", image.ofAws(), props.network())
                .using(props.dataset(), code)
                .serving(props.stage().endpoint(), props.dataset(), arns)
                .pullingOwn(image.own());
        gate = new GateFunction(this, "Gate", gateProps());
        data = new DatasetFunction(this, "DatasetHash", props.archives().lambdaZip(), props.dataset());
        promote = props.source().map(this::promoteFrom);
        lock = new LockTable(this, "Lock", props.dataset().key());
        notifications = new Notifications(
                this, "Notifications", props.dataset().key(), props.stage().notificationEmail());
        new StageLogs(this, "EndpointLogs", props.dataset().key(), endpointLogs());
        workflowLogs = new StageLogs(this, "WorkflowLogs", props.dataset().key(), workflowLogs());
        workflow = new Workflow(this, "Workflow", workflowProps());
        batch = new Batch(this, "Batch", workflowProps());
        withdrawal = new Withdrawal(this, "Withdrawal", workflowProps());
        watch = props.stage().watch().map(this::driftWatch);
        new StageTriggers(this, "Triggers", workflowProps(), workflow.machine());
        Observation.in(this, props, notifications.topic(), observed());
        pipeline = new PipelineRoles(this, props, workflow.machine(), arns);
        addOutputs();
    }

    private GateFunction.GateProps gateProps() {
        return new GateFunction.GateProps(
                props.archives().lambdaZip(), props.stage().gate(), props.dataset());
    }

    private DriftWatch driftWatch(Watch settings) {
        var watching = workflowProps(roles.forWatch(props.dataset(), code));
        return new DriftWatch(this, "DriftWatch", watching, settings, workflow.machine());
    }

    private PromoteFunction promoteFrom(OtherStage source) {
        var taking = new PromoteFunction.Taking(props.names(), source, props.dataset());
        return new PromoteFunction(this, "Promote", props.archives().lambdaZip(), taking);
    }

    private WorkflowProps workflowProps() {
        return workflowProps(roles.forWorkflow());
    }

    private WorkflowProps workflowProps(WorkflowProps.Roles actingAs) {
        return new WorkflowProps(
                props.stage(),
                props.names(),
                actingAs,
                new WorkflowProps.Code(image.uri(), image.ofAws(), code.uri(), code.hash()),
                props.network(),
                props.dataset(),
                new WorkflowProps.Surroundings(
                        gate.function(),
                        data.function(),
                        promote.map(JavaFunction::function),
                        lock.table(),
                        notifications.topic(),
                        workflowLogs.group()));
    }

    /** Step Functions writes to a group of this prefix without growing the account's one log resource policy. */
    private String workflowLogs() {
        return "/aws/vendedlogs/states/" + props.names().mlStack();
    }

    /** SageMaker's own name for them: made here, so that they end some day and have our key. */
    private String endpointLogs() {
        return "/aws/sagemaker/Endpoints/" + props.names().endpoint();
    }

    private Observation.Observed observed() {
        return new Observation.Observed(
                workflow.machine(), List.of(batch.machine(), withdrawal.machine()), watch.map(DriftWatch::machine));
    }

    private void addOutputs() {
        output("StateMachineArn", workflow.machine().getStateMachineArn());
        output("BatchStateMachineArn", batch.machine().getStateMachineArn());
        watch.ifPresent(it -> output("WatchStateMachineArn", it.machine().getStateMachineArn()));
        output("EndpointName", props.names().endpoint());
        output("GateFunctionName", gate.function().getFunctionName());
        output("NotificationTopicArn", notifications.topic().getTopicArn());
        output("CodeUri", code.uri());
        output("CodeHash", code.hash());
        output("ReleaseRoleArn", pipeline.release().getRoleArn());
        output("VerifyRoleArn", pipeline.verify().getRoleArn());
        output("ModelImage", image.uri());
    }

    private void output(String key, String value) {
        CfnOutput.Builder.create(this, key).value(value).build();
    }
}
