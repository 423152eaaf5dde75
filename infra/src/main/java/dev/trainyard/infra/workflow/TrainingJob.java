package dev.trainyard.infra.workflow;

import dev.trainyard.infra.synth.Ordered;
import java.util.List;
import java.util.Map;

/**
 * The training job, in SageMaker's script mode.
 *
 * <p>Without network isolation, unlike the others: script mode fetches the code archive from within the container, through
 * S3's gateway endpoint.
 */
final class TrainingJob {

    private static final List<String> METRICS = List.of("train:r2", "validation:r2", "oof:r2");

    private final WorkflowProps props;
    private final JobSettings settings;

    TrainingJob(WorkflowProps props) {
        this.props = props;
        settings = new JobSettings(props);
    }

    /** The job; it sets {@code $trainingJobArn} and {@code $modelDataUrl}. */
    SageMakerJobTask.Job job(StageArns arns) {
        return new SageMakerJobTask.Job(
                "createTrainingJob",
                request(),
                Ordered.map(
                        "trainingJobArn", Jsonata.of("$states.result.TrainingJobArn"),
                        "modelDataUrl", Jsonata.of("$states.result.ModelArtifacts.S3ModelArtifacts")),
                props.stage().workflow().training().maxRuntime(),
                JobPermissions.training(arns, props.roles().jobs()));
    }

    private Map<String, Object> request() {
        var machine = props.stage().workflow().training().machine();
        return Ordered.map(
                "TrainingJobName", Jsonata.name(props.names().endpoint(), "train"),
                "RoleArn", props.roles().jobs().getRoleArn(),
                "AlgorithmSpecification", algorithm(),
                "HyperParameters", hyperParameters(),
                "InputDataConfig", List.of(channel("train"), channel("validation")),
                "OutputDataConfig", output(),
                "ResourceConfig", settings.cluster(machine),
                "StoppingCondition", JobSettings.stopping(machine),
                "VpcConfig", settings.vpcConfig(),
                "EnableNetworkIsolation", false,
                "EnableInterContainerTrafficEncryption", true,
                "Tags", settings.tags());
    }

    private Map<String, Object> algorithm() {
        var metrics = METRICS.stream()
                .map(name -> Ordered.map("Name", name, "Regex", name + "=([-+0-9.eE]+);"))
                .toList();
        return Ordered.map(
                "TrainingImage", props.code().image(), "TrainingInputMode", "File", "MetricDefinitions", metrics);
    }

    private Map<String, Object> hyperParameters() {
        return Ordered.map(
                "sagemaker_program",
                "train.py",
                "sagemaker_submit_directory",
                props.code().uri());
    }

    private Map<String, Object> channel(String name) {
        var bucket = props.dataset().processed().getBucketName();
        var source = Ordered.map(
                "S3DataType",
                "S3Prefix",
                "S3Uri",
                Jsonata.uri(bucket, "processed", "/" + name + "/"),
                "S3DataDistributionType",
                "FullyReplicated");
        return Ordered.map(
                "ChannelName", name, "ContentType", "text/csv", "DataSource", Map.of("S3DataSource", source));
    }

    private Map<String, Object> output() {
        var bucket = props.dataset().artifacts().getBucketName();
        return Ordered.map("KmsKeyId", settings.keyArn(), "S3OutputPath", "s3://" + bucket + "/models");
    }
}
