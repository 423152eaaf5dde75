package dev.trainyard.infra.workflow;

import dev.trainyard.infra.synth.Ordered;
import java.time.Duration;
import java.util.List;
import software.amazon.awscdk.services.stepfunctions.IChainable;

/** One training job. Sets {@code $trainingJobArn} and {@code $modelDataUrl}. */
final class TrainingJob {

    private final WorkflowProps props;
    private final StageArns arns;

    TrainingJob(WorkflowProps props, StageArns arns) {
        this.props = props;
        this.arns = arns;
    }

    IChainable leadingTo(JobStates jobs, IChainable next) {
        var train = jobs.task("Train", job());
        train.next(next);
        return train;
    }

    /** Before SageMaker gives a job up: on spot capacity, waiting for it included. */
    static Duration longest(WorkflowProps props) {
        var training = props.stage().workflow().training();
        return training.spot().map(spot -> spot.maxWait()).orElse(training.maxRuntime());
    }

    private SageMakerJobTask.Job job() {
        var definition = new TrainingDefinition(props);
        var request = Ordered.map("TrainingJobName", Jsonata.name(props.names().endpoint(), "train"));
        request.putAll(definition.members());
        request.put("HyperParameters", definition.hyperParameters());
        request.put("Tags", new JobSettings(props).tags());
        return new SageMakerJobTask.Job(
                "createTrainingJob",
                request,
                Ordered.map(
                        "trainingJobArn", Jsonata.of("$states.result.TrainingJobArn"),
                        "modelDataUrl", Jsonata.of("$states.result.ModelArtifacts.S3ModelArtifacts")),
                longest(props),
                JobPermissions.training(arns, props.roles().jobs()),
                List.of(TrainingDefinition.class, TrainingJob.class));
    }
}
