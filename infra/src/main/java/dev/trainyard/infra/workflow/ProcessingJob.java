package dev.trainyard.infra.workflow;

import dev.trainyard.infra.synth.Author;
import dev.trainyard.infra.synth.Ordered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A processing job that runs one script of the training code.
 *
 * <p>Processing jobs know no script mode: the archive is an input, and the entry point unpacks it. The container has no
 * network of its own; SageMaker brings what it reads and takes what it writes.
 *
 * @param kind part of the job's name
 * @param script file of the archive
 * @param arguments of the script
 * @param inputs beside the code
 * @param outputs of the script
 */
public record ProcessingJob(
        String kind, String script, List<String> arguments, List<Channel> inputs, List<Channel> outputs) {

    /** Names the file of which SageMaker makes the job's ExitMessage: why it failed, in the script's words. */
    private static final String MESSAGE = "TRAINYARD_MESSAGE";

    /**
     * @param name of the input or output
     * @param path below {@code /opt/ml/processing/}
     * @param uri in S3
     */
    public record Channel(String name, String path, String uri) {}

    /**
     * Variables with more inputs and arguments, known when the workflow runs.
     *
     * @param inputs a list of SageMaker's processing inputs; empty: none
     * @param arguments a list of texts; empty: none
     */
    record Appended(String inputs, String arguments) {

        static final Appended NOTHING = new Appended("", "");

        Object inputsTo(List<?> own) {
            return appended(own, inputs);
        }

        Object argumentsTo(List<?> own) {
            return appended(own, arguments);
        }

        private static Object appended(List<?> own, String more) {
            return more.isEmpty() ? own : Jsonata.of("$append(%s, %s)".formatted(Jsonata.literal(own), more));
        }
    }

    /** The job as it runs the stage's own code in the image that makes the stage's models. */
    public SageMakerJobTask.Job job(WorkflowProps props, StageArns arns) {
        return job(props, arns, new ProcessingContainer(props.code().prebuilt().uri(), ProcessingContainer.CODE));
    }

    SageMakerJobTask.Job job(WorkflowProps props, StageArns arns, ProcessingContainer container) {
        return job(props, arns, container, Appended.NOTHING);
    }

    SageMakerJobTask.Job job(WorkflowProps props, StageArns arns, ProcessingContainer container, Appended appended) {
        var machine = props.stage().workflow().processing().machine();
        return new SageMakerJobTask.Job(
                "createProcessingJob",
                request(props, container, appended),
                Map.of(),
                machine.maxRuntime(),
                JobPermissions.processing(arns, props.roles().jobs()),
                List.of(Author.calling(ProcessingJob.class), ProcessingJob.class));
    }

    private Map<String, Object> request(WorkflowProps props, ProcessingContainer container, Appended appended) {
        var settings = new JobSettings(props);
        var machine = props.stage().workflow().processing().machine();
        return Ordered.map(
                "ProcessingJobName", Jsonata.name(props.names().endpoint(), kind),
                "RoleArn", props.roles().jobs().getRoleArn(),
                "AppSpecification", application(container, appended),
                "Environment", Map.of(MESSAGE, "/opt/ml/output/message"),
                "ProcessingInputs",
                        appended.inputsTo(inputs(container, props.code().uri())),
                "ProcessingOutputConfig", output(settings.keyArn()),
                "ProcessingResources", Map.of("ClusterConfig", settings.cluster(machine)),
                "NetworkConfig", network(settings),
                "StoppingCondition", JobSettings.stopping(machine),
                "Tags", settings.tags());
    }

    private Map<String, Object> application(ProcessingContainer container, Appended appended) {
        return Ordered.map(
                "ImageUri", container.image(),
                "ContainerEntrypoint", container.entryPoint(script),
                "ContainerArguments", appended.argumentsTo(arguments));
    }

    private List<Map<String, Object>> inputs(ProcessingContainer container, String codeUri) {
        var all = new ArrayList<Map<String, Object>>();
        if (container.runsTheStagesCode()) {
            all.add(input(new Channel("code", "input/code", codeUri)));
        }
        inputs.forEach(channel -> all.add(input(channel)));
        return all;
    }

    static Map<String, Object> input(Channel channel) {
        var s3 = Ordered.map(
                "S3Uri",
                channel.uri(),
                "LocalPath",
                ProcessingContainer.HOME + channel.path(),
                "S3DataType",
                "S3Prefix",
                "S3InputMode",
                "File");
        return Ordered.map("InputName", channel.name(), "S3Input", s3);
    }

    private Map<String, Object> output(String keyArn) {
        var all = outputs.stream().map(ProcessingJob::output).toList();
        return Ordered.map("KmsKeyId", keyArn, "Outputs", all);
    }

    private static Map<String, Object> output(Channel channel) {
        var s3 = Ordered.map(
                "S3Uri",
                channel.uri(),
                "LocalPath",
                ProcessingContainer.HOME + channel.path(),
                "S3UploadMode",
                "EndOfJob");
        return Ordered.map("OutputName", channel.name(), "S3Output", s3);
    }

    private static Map<String, Object> network(JobSettings settings) {
        return Ordered.map(
                "EnableInterContainerTrafficEncryption",
                true,
                "EnableNetworkIsolation",
                true,
                "VpcConfig",
                settings.vpcConfig());
    }
}
