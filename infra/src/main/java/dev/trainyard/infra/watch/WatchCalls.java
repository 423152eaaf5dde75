package dev.trainyard.infra.watch;

import dev.trainyard.infra.access.Allow;
import dev.trainyard.infra.synth.Ordered;
import dev.trainyard.infra.workflow.AwsCall;
import dev.trainyard.infra.workflow.Jsonata;
import dev.trainyard.infra.workflow.StageArns;
import dev.trainyard.infra.workflow.WorkflowProps;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** What the watch asks of AWS beside its job, each with the permission for it. */
final class WatchCalls {

    private static final String DATA = """
            [$each($verdict.metrics, function($value, $name) {{'MetricName': $name, 'Value': $value,\
             'Dimensions': [{'Name': 'EndpointName', 'Value': '%s'}]}})]""";

    private final WorkflowProps props;
    private final StageArns arns;
    private final DriftMetrics metrics;

    WatchCalls(WorkflowProps props, StageArns arns) {
        this.props = props;
        this.arns = arns;
        this.metrics = DriftMetrics.of(props.names());
    }

    AwsCall describeModel() {
        return AwsCall.sageMaker(
                        "describeModel",
                        Map.of("ModelName", Jsonata.of("$servedModel")),
                        Allow.actions(List.of("sagemaker:DescribeModel"), List.of(arns.models())))
                .assigning(Map.of("modelDataUrl", Jsonata.of("$states.result.PrimaryContainer.ModelDataUrl")));
    }

    AwsCall readVerdict() {
        var bucket = props.dataset().artifacts();
        return new AwsCall(
                "s3",
                "getObject",
                Ordered.map("Bucket", bucket.getBucketName(), "Key", DriftJob.key("verdict.json")),
                Map.of("verdict", Jsonata.of("$parse($states.result.Body)")),
                List.of(Allow.actions(List.of("s3:GetObject"), List.of(bucket.arnForObjects("drift/*")))));
    }

    AwsCall putMetrics() {
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
}
