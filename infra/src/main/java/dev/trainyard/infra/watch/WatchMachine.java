package dev.trainyard.infra.watch;

import dev.trainyard.config.Watch;
import dev.trainyard.infra.access.AcceptedFinding;
import dev.trainyard.infra.access.Allow;
import dev.trainyard.infra.access.BucketAccess;
import dev.trainyard.infra.synth.Ordered;
import dev.trainyard.infra.workflow.AwsCall;
import dev.trainyard.infra.workflow.CaughtError;
import dev.trainyard.infra.workflow.Jsonata;
import dev.trainyard.infra.workflow.SageMakerJobTask;
import dev.trainyard.infra.workflow.ServedModel;
import dev.trainyard.infra.workflow.SideMachine;
import dev.trainyard.infra.workflow.States;
import dev.trainyard.infra.workflow.WorkflowProps;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.stepfunctions.Chain;
import software.amazon.awscdk.services.stepfunctions.IChainable;
import software.amazon.awscdk.services.stepfunctions.Pass;
import software.amazon.awscdk.services.stepfunctions.PassJsonataProps;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/**
 * The state machine {@code <app>-<stage>-watch}: finds the model in service and a week of its traffic, compares it with the
 * model's baseline, tells CloudWatch. Input: none. Output: {@code drift}, {@code quality}, {@code reasons}, {@code report}
 * (where). Without any captured traffic no job is paid for.
 */
final class WatchMachine extends Construct {

    private static final String NOTHING =
            "{'drift': null, 'quality': null, 'reasons': ['nothing was captured in a week'],"
                    + " 'metrics': {'LiveRows': 0, 'BadLines': 0}}";
    private static final String DATA = """
            [$each($verdict.metrics, function($value, $name) {{'MetricName': $name, 'Value': $value,\
             'Dimensions': [{'Name': 'EndpointName', 'Value': '%s'}]}})]""";

    private final WorkflowProps props;
    private final DriftMetrics metrics;
    private final SideMachine side;
    private final States states;
    private final StateMachine machine;

    WatchMachine(Construct scope, String id, WorkflowProps props, Watch watch) {
        super(scope, id);
        this.props = props;
        metrics = DriftMetrics.of(props.names());
        side = new SideMachine(this, "Watch", "watch", props);
        states = side.states();
        machine = side.running(
                definition(new DriftJob(props, watch)),
                "Watches " + props.names().endpoint());
        accept();
    }

    StateMachine machine() {
        return machine;
    }

    /** Read from the bottom: each part leads to the one before it. */
    private IChainable definition(DriftJob job) {
        var tell = states.call("PutMetrics", putMetrics()).next(done());
        var compare = Chain.start(pass("KnownInputs", job.inputs(side.arns())))
                .next(pass("CollectInputs", DriftJob.moreInputs(days())))
                .next(task(job))
                .next(states.call("ReadVerdict", readVerdict()))
                .next(tell);
        var nothing = pass("NothingCaptured", Map.of("verdict", Jsonata.of(NOTHING)));
        nothing.next(tell);
        var captured = states.choice("HasCapture")
                .when(States.when("$count($days) > 0"), compare)
                .otherwise(nothing);
        var look = days().leadingTo(captured);
        var model = states.call("DescribeModel", describeModel());
        model.next(look);
        var served = new ServedModel(states, side.arns(), props.names().endpoint()).leadingTo(model);
        return pass("Start", SideMachine.variables()).next(served);
    }

    private CapturedDays days() {
        return new CapturedDays(states, props);
    }

    private SageMakerJobTask task(DriftJob job) {
        var task = new SageMakerJobTask(states.scope(), "Compare", job.job(side.arns()));
        task.addCatch(states.failure().start(), CaughtError.of("Compare"));
        return task;
    }

    private AwsCall describeModel() {
        return AwsCall.sageMaker(
                        "describeModel",
                        Map.of("ModelName", Jsonata.of("$servedModel")),
                        Allow.actions(
                                List.of("sagemaker:DescribeModel"),
                                List.of(side.arns().models())))
                .assigning(Map.of("modelDataUrl", Jsonata.of("$states.result.PrimaryContainer.ModelDataUrl")));
    }

    private AwsCall readVerdict() {
        var bucket = props.dataset().artifacts();
        return new AwsCall(
                "s3",
                "getObject",
                Ordered.map("Bucket", bucket.getBucketName(), "Key", DriftJob.key("verdict.json")),
                Map.of("verdict", Jsonata.of("$parse($states.result.Body)")),
                List.of(Allow.actions(List.of("s3:GetObject"), List.of(bucket.arnForObjects("drift/*")))));
    }

    private AwsCall putMetrics() {
        var allowed = PolicyStatement.Builder.create()
                .actions(List.of("cloudwatch:PutMetricData"))
                .resources(List.of("*"))
                .conditions(Map.of("StringEquals", Map.of("cloudwatch:namespace", metrics.namespace())))
                .build();
        return new AwsCall(
                "cloudwatch",
                "putMetricData",
                Ordered.map(
                        "Namespace",
                        metrics.namespace(),
                        "MetricData",
                        Jsonata.of(DATA.formatted(metrics.endpointName()))),
                Map.of(),
                List.of(allowed));
    }

    private Pass done() {
        var report = "'s3://%s/drift/' & %s & '/index.html'"
                .formatted(props.dataset().artifacts().getBucketName(), Jsonata.EXECUTION);
        return Pass.jsonata(
                states.scope(),
                "Done",
                PassJsonataProps.builder()
                        .outputs(Ordered.map(
                                "drift", Jsonata.of("$verdict.drift"),
                                "quality", Jsonata.of("$verdict.quality"),
                                "reasons", Jsonata.of("$verdict.reasons"),
                                "report", Jsonata.of("$count($days) > 0 ? " + report + " : 'none'")))
                        .build());
    }

    private Pass pass(String id, Map<String, Object> variables) {
        return Pass.jsonata(
                states.scope(), id, PassJsonataProps.builder().assign(variables).build());
    }

    private void accept() {
        List.of(side.arns().models(), side.arns().processingJobs())
                .forEach(runs -> AcceptedFinding.resource(
                                runs, "Each run has names of its own, under the stage's prefix")
                        .on(machine));
        AcceptedFinding.resource("*", "AWS knows no resource for metrics; the namespace is named instead")
                .on(machine);
        BucketAccess.acceptObjects(machine, props.dataset().artifacts(), "drift/");
    }
}
