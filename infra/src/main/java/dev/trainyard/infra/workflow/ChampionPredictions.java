package dev.trainyard.infra.workflow;

import dev.trainyard.config.GateSettings;
import dev.trainyard.infra.synth.Ordered;
import dev.trainyard.infra.workflow.ProcessingJob.Channel;
import java.util.List;
import software.amazon.awscdk.services.stepfunctions.IChainable;

/**
 * What the champion predicts for the rows that the candidate is tested on: its own script, in its own image, out of its own
 * archive, so that models of different algorithms and versions are compared by what they answer. Sets
 * {@code $championInputs} and {@code $championArguments}, which the evaluation is given beside its own.
 */
final class ChampionPredictions {

    private static final String PREDICTIONS = "input/champion";

    private static final String ADVICE =
            "The model in service could not answer for the new test rows, so the new one cannot"
                    + " be compared with it. Where model.yaml no longer has a column that it wants, or its archive is damaged, set"
                    + " gate.champion: ignore in the config of the stage for one release";

    private final JobStates jobs;
    private final WorkflowProps props;
    private final StageArns arns;

    ChampionPredictions(JobStates jobs, WorkflowProps props, StageArns arns) {
        this.jobs = jobs;
        this.props = props;
        this.arns = arns;
    }

    /** Leads on at once where there is no champion, or where the config says that none is compared with. */
    IChainable leadingTo(IChainable next) {
        if (props.stage().gate().champion() == GateSettings.Champion.IGNORE) {
            return next;
        }
        var predict = jobs.task("PredictChampion", job(), ADVICE);
        predict.next(next);
        return jobs.states()
                .choice("StandsAgainstAChampion")
                .when(States.when(Champion.EXISTS), predict)
                .otherwise(next);
    }

    private SageMakerJobTask.Job job() {
        var predict = new ProcessingJob(
                "champ",
                "code/predict.py",
                List.of(
                        "--model", ProcessingContainer.HOME + "input/model",
                        "--test", ProcessingContainer.HOME + "input/test",
                        "--output", ProcessingContainer.HOME + "output/champion"),
                List.of(
                        new Channel("model", "input/model", Jsonata.of("$champion.modelDataUrl")),
                        new Channel("test", "input/test", processed("test"))),
                List.of(new Channel("champion", "output/champion", processed("champion"))));
        var container = new ProcessingContainer(Jsonata.of("$champion.image"), "input/model/model.tar.gz");
        var input = ProcessingJob.input(new Channel("champion", PREDICTIONS, processed("champion")));
        return predict.job(props, arns, container)
                .assigning(Ordered.map(
                        "championInputs", List.of(input),
                        "championArguments", List.of("--champion", ProcessingContainer.HOME + PREDICTIONS)));
    }

    private String processed(String folder) {
        return Jsonata.uri(props.dataset().processed().getBucketName(), "processed", "/" + folder);
    }
}
