package dev.trainyard.infra.ml;

import dev.trainyard.config.EndpointSettings;
import dev.trainyard.config.WorkflowSettings.Image;
import dev.trainyard.infra.access.AcceptedFinding;
import dev.trainyard.infra.access.Allow;
import dev.trainyard.infra.access.BucketAccess;
import dev.trainyard.infra.workflow.Capturing;
import dev.trainyard.infra.workflow.Dataset;
import dev.trainyard.infra.workflow.JobNetwork;
import dev.trainyard.infra.workflow.ModelImage;
import dev.trainyard.infra.workflow.StageArns;
import dev.trainyard.infra.workflow.WorkflowProps;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/**
 * Whom SageMaker works as: jobs read data and write models and evaluations; what serves reads models, and of data only
 * what it is given to answer.
 */
final class SageMakerRoles extends Construct {

    private final ModelImage image;
    private final JobNetwork network;
    private final Role jobs;
    private final Role serving;

    SageMakerRoles(Construct scope, String id, ModelImage image, JobNetwork network) {
        super(scope, id);
        this.image = image;
        this.network = network;
        jobs = new SageMakerRole(this, "Jobs", image, network).role();
        serving = new SageMakerRole(this, "Serving", image, network).role();
    }

    /** Allows what each needs of the stage's data and code. */
    SageMakerRoles using(Dataset dataset, CodeArchive code) {
        BucketAccess.read(jobs, dataset.raw(), "raw/");
        BucketAccess.readWrite(jobs, dataset.processed(), "processed/");
        BucketAccess.readWrite(jobs, dataset.artifacts(), "models/");
        // Also where the stage trains: the champion may have been promoted before its config was changed.
        BucketAccess.read(jobs, dataset.artifacts(), "promoted/");
        BucketAccess.readWrite(jobs, dataset.artifacts(), "evaluation/");
        BucketAccess.readWrite(jobs, dataset.artifacts(), "checkpoints/");
        BucketAccess.read(serving, dataset.artifacts(), "models/");
        BucketAccess.read(serving, dataset.artifacts(), "promoted/");
        BucketAccess.read(serving, dataset.raw(), "batch/");
        BucketAccess.readWrite(serving, dataset.artifacts(), "batch/");
        code.grantRead(jobs);
        encryptVolumes(dataset.key());
        return this;
    }

    /** Whom the drift watch works as: it reads what was asked and answered, and the model; it writes its reports. */
    WorkflowProps.Roles forWatch(Dataset dataset, CodeArchive code) {
        var watch = new SageMakerRole(this, "Watch", image, network).role();
        List.of("capture/", "ground-truth/", "models/", "promoted/")
                .forEach(prefix -> BucketAccess.read(watch, dataset.artifacts(), prefix));
        BucketAccess.readWrite(watch, dataset.artifacts(), "drift/");
        code.grantRead(watch);
        watch.addToPolicy(Allow.volumesUnder(dataset.key().getKeyArn()));
        return new WorkflowProps.Roles(watch, serving);
    }

    /** Allows what the endpoint's settings ask for: to keep what it is asked, to watch the alarms of a rollout. */
    SageMakerRoles serving(EndpointSettings endpoint, Dataset dataset, StageArns arns) {
        endpoint.capture().ifPresent(capture -> BucketAccess.write(serving, dataset.artifacts(), Capturing.PREFIX));
        endpoint.rollout().ifPresent(rollout -> {
            serving.addToPolicy(Allow.actions(List.of("cloudwatch:DescribeAlarms"), arns.rollbackAlarms()));
            arns.rollbackAlarms()
                    .forEach(alarms -> AcceptedFinding.resource(alarms, "The stage's own alarms, under one prefix")
                            .on(serving));
        });
        return this;
    }

    /** Allows to pull an image of the config's own, in whatever account it is. */
    SageMakerRoles pullingOwn(Optional<Image> own) {
        own.map(ImageRepository::arn)
                .ifPresent(repository ->
                        List.of(jobs, serving).forEach(role -> SageMakerRole.pull(role, List.of(repository))));
        return this;
    }

    WorkflowProps.Roles forWorkflow() {
        return new WorkflowProps.Roles(jobs, serving);
    }

    private void encryptVolumes(IKey key) {
        jobs.addToPolicy(Allow.volumesUnder(key.getKeyArn()));
        serving.addToPolicy(Allow.volumesUnder(key.getKeyArn()));
    }
}
