package dev.trainyard.infra.workflow;

import dev.trainyard.config.WorkflowSettings.Engine;
import dev.trainyard.infra.access.Allow;
import dev.trainyard.infra.workflow.ModelImage.Algorithm;
import dev.trainyard.infra.workflow.ProcessingJob.Channel;
import java.util.List;
import java.util.Locale;

/**
 * The job that checks the raw data and parts it: train, validation, test, the baseline of drift, and what was rejected.
 *
 * <p>Spark runs on one machine too: it reads and writes local files, so the job needs no network of its own, and goes
 * beyond the memory of its machine by its disk.
 *
 * @param props the stage's
 * @param arns the stage's
 */
record Preprocessing(WorkflowProps props, StageArns arns) {

    /** What a job leaves, below {@code processed/<execution>/} as in its output directory. */
    private static final List<String> OUTPUTS = List.of("train", "validation", "test", "baseline", "rejected");

    private static final String SPARK_SUBMIT =
            "smspark-submit --py-files " + ProcessingContainer.HOME + "code/narwhals.zip";

    private static final List<String> PULL =
            List.of("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer");

    SageMakerJobTask.Job job() {
        var job = new ProcessingJob(
                "prep",
                "preprocess.py",
                arguments(),
                List.of(new Channel("raw", "input/raw", "s3://" + raw() + "/raw/")),
                OUTPUTS.stream().map(this::output).toList());
        return job.job(props, arns, container());
    }

    /**
     * AWS's scikit-learn image whatever the estimator: that of XGBoost lacks narwhals. AWS's Spark image starts programs by a
     * command of its own, and lacks narwhals, which the archive brings. Only where it is used may jobs pull it.
     */
    private ProcessingContainer container() {
        if (engine() == Engine.PANDAS) {
            var pandas = ModelImage.in(props.stage().region(), Algorithm.SCIKIT_LEARN);
            return new ProcessingContainer(pandas.uri(), ProcessingContainer.CODE);
        }
        var image = SparkImage.in(props.stage().region());
        props.roles().jobs().addToPrincipalPolicy(Allow.actions(PULL, List.of(image.repositoryArn())));
        return new ProcessingContainer(image.uri(), ProcessingContainer.CODE, SPARK_SUBMIT);
    }

    private List<String> arguments() {
        var home = ProcessingContainer.HOME;
        var share = Double.toString(props.stage().data().maxBadShare());
        var engine = engine().name().toLowerCase(Locale.ROOT);
        return List.of(
                "--raw", home + "input/raw", "--output", home + "output", "--max-bad-share", share, "--engine", engine);
    }

    private Engine engine() {
        return props.stage().workflow().processing().engine();
    }

    private Channel output(String name) {
        return new Channel(name, "output/" + name, Jsonata.uri(processed(), "processed", "/" + name));
    }

    private String raw() {
        return props.dataset().raw().getBucketName();
    }

    private String processed() {
        return props.dataset().processed().getBucketName();
    }
}
