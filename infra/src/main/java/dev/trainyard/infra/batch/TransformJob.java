package dev.trainyard.infra.batch;

import dev.trainyard.infra.synth.Ordered;
import dev.trainyard.infra.workflow.JobPermissions;
import dev.trainyard.infra.workflow.JobSettings;
import dev.trainyard.infra.workflow.Jsonata;
import dev.trainyard.infra.workflow.SageMakerJobTask;
import dev.trainyard.infra.workflow.StageArns;
import dev.trainyard.infra.workflow.WorkflowProps;
import java.util.List;
import java.util.Map;

/**
 * The batch transform job. It works as its model does: same role, same subnets, same isolation.
 *
 * <p>SageMaker splits files by line and sends as many lines as fit a request. A request that fails fails the job, so the
 * model answers a line a record, a prediction or an error. To join, SageMaker needs answers of the input's own kind: it
 * adds an attribute {@code SageMakerOutput} to a JSON object, and cells to a line of CSV (API_DataProcessing). Which kind
 * the model answers {@code text/csv} with, one line a record or an error for all, says {@code TRAINYARD_ANSWERS}.
 */
final class TransformJob {

    private static final int MEGABYTES_A_REQUEST = 1;
    private static final int SECONDS_A_REQUEST = 600;
    private static final String ACCEPT =
            "$request.join and $request.contentType = 'text/csv' ? 'text/csv' : 'application/jsonlines'";

    private final WorkflowProps props;
    private final StageArns arns;
    private final JobSettings settings;

    TransformJob(WorkflowProps props, StageArns arns) {
        this.props = props;
        this.arns = arns;
        settings = new JobSettings(props);
    }

    /** The job; it sets {@code $transformJobArn}. */
    SageMakerJobTask.Job job() {
        return new SageMakerJobTask.Job(
                "createTransformJob",
                request(),
                Map.of("transformJobArn", Jsonata.of("$states.result.TransformJobArn")),
                props.stage().workflow().processing().maxRuntime(),
                JobPermissions.transform(arns),
                List.of(TransformJob.class));
    }

    /** Where its output is. */
    String output() {
        return Jsonata.uri(props.dataset().artifacts().getBucketName(), "batch", "/");
    }

    private Map<String, Object> request() {
        return Ordered.map(
                "TransformJobName", Jsonata.name(props.names().endpoint(), "batch"),
                "ModelName", Jsonata.of("$servedModel"),
                "BatchStrategy", "MultiRecord",
                "MaxPayloadInMB", MEGABYTES_A_REQUEST,
                "ModelClientConfig",
                        Ordered.map("InvocationsTimeoutInSeconds", SECONDS_A_REQUEST, "InvocationsMaxRetries", 1),
                "Environment", Map.of("TRAINYARD_ANSWERS", "records"),
                "TransformInput", input(),
                "TransformOutput", outputConfig(),
                "DataProcessing", Map.of("JoinSource", Jsonata.of("$request.join ? 'Input' : 'None'")),
                "TransformResources", resources(),
                "Tags", settings.tags());
    }

    private Map<String, Object> input() {
        var uri =
                "'s3://%s/%s' & $request.input".formatted(props.dataset().raw().getBucketName(), BatchInput.PREFIX);
        var source = Ordered.map("S3DataType", "S3Prefix", "S3Uri", Jsonata.of(uri));
        return Ordered.map(
                "ContentType",
                Jsonata.of("$request.contentType"),
                "SplitType",
                "Line",
                "CompressionType",
                "None",
                "DataSource",
                Map.of("S3DataSource", source));
    }

    private Map<String, Object> outputConfig() {
        return Ordered.map(
                "Accept", Jsonata.of(ACCEPT),
                "AssembleWith", "Line",
                "KmsKeyId", settings.keyArn(),
                "S3OutputPath", output());
    }

    /** The machine of the processing jobs: a batch has no volume size to choose. */
    private Map<String, Object> resources() {
        return Ordered.map(
                "InstanceCount",
                1,
                "InstanceType",
                props.stage().workflow().processing().instanceType(),
                "VolumeKmsKeyId",
                settings.keyArn());
    }
}
