package dev.trainyard.infra.workflow;

import dev.trainyard.config.WorkflowSettings.Image;
import dev.trainyard.config.WorkflowSettings.Training;
import dev.trainyard.infra.synth.Ordered;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a training job and the training jobs of a search have in common: image, channels, output, machine, limits.
 *
 * <p>In SageMaker's script mode the container fetches the code archive itself, through S3's gateway endpoint, so it cannot
 * be isolated from the network as the other jobs are. A container of the config's own holds its code, and is.
 */
final class TrainingDefinition {

    private static final List<String> METRICS = List.of("train:r2", "validation:r2", "oof:r2", "oof:rmse", "oof:mae");
    private static final List<String> CHANNELS = List.of("train", "validation", "baseline");

    private final WorkflowProps props;
    private final Training training;
    private final JobSettings settings;

    TrainingDefinition(WorkflowProps props) {
        this.props = props;
        training = props.stage().workflow().training();
        settings = new JobSettings(props);
    }

    /** Members of both APIs' requests. */
    Map<String, Object> members() {
        var members = Ordered.map(
                "RoleArn", props.roles().jobs().getRoleArn(),
                "AlgorithmSpecification", algorithm(),
                "InputDataConfig", CHANNELS.stream().map(this::channel).toList(),
                "OutputDataConfig", output(),
                "ResourceConfig", settings.cluster(training.machine()),
                "StoppingCondition", stopping(),
                "VpcConfig", settings.vpcConfig(),
                "EnableNetworkIsolation", training.image().isPresent(),
                "EnableInterContainerTrafficEncryption", true);
        if (training.spot().isPresent()) {
            members.put("EnableManagedSpotTraining", true);
            members.put("CheckpointConfig", checkpoints());
        }
        return members;
    }

    /** Texts that the container parses as JSON, and takes as they are where they are none. */
    Map<String, Object> hyperParameters() {
        var all = new LinkedHashMap<String, Object>();
        if (training.image().isEmpty()) {
            all.put("sagemaker_program", "train.py");
            all.put("sagemaker_submit_directory", props.code().uri());
        }
        training.hyperparameters().forEach((name, value) -> all.put(name, value.toString()));
        return all;
    }

    private Map<String, Object> algorithm() {
        var metrics = METRICS.stream()
                .map(name -> Ordered.map("Name", name, "Regex", name + "=([-+0-9.eE]+);"))
                .toList();
        var algorithm = Ordered.map(
                "TrainingImage", props.code().image(), "TrainingInputMode", "File", "MetricDefinitions", metrics);
        training.image()
                .map(Image::entryPoint)
                .filter(entryPoint -> !entryPoint.isEmpty())
                .ifPresent(entryPoint -> algorithm.put("ContainerEntrypoint", entryPoint));
        return algorithm;
    }

    private Map<String, Object> stopping() {
        var limits = Ordered.map("MaxRuntimeInSeconds", training.maxRuntime().toSeconds());
        training.spot()
                .ifPresent(spot ->
                        limits.put("MaxWaitTimeInSeconds", spot.maxWait().toSeconds()));
        return limits;
    }

    /** Of the run, not of the job: another try goes on where the first one was. */
    private Map<String, Object> checkpoints() {
        var bucket = props.dataset().artifacts().getBucketName();
        return Ordered.map("S3Uri", Jsonata.uri(bucket, "checkpoints", "/"), "LocalPath", "/opt/ml/checkpoints");
    }

    private Map<String, Object> channel(String name) {
        var bucket = props.dataset().processed().getBucketName();
        var source = Ordered.map(
                "S3DataType", "S3Prefix",
                "S3Uri", Jsonata.uri(bucket, "processed", "/" + name + "/"),
                "S3DataDistributionType", "FullyReplicated");
        return Ordered.map("ChannelName", name, "DataSource", Map.of("S3DataSource", source));
    }

    private Map<String, Object> output() {
        var bucket = props.dataset().artifacts().getBucketName();
        return Ordered.map("KmsKeyId", settings.keyArn(), "S3OutputPath", "s3://" + bucket + "/models");
    }
}
