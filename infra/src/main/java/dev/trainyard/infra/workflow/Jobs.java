package dev.trainyard.infra.workflow;

import dev.trainyard.infra.workflow.ProcessingJob.Channel;
import java.util.List;
import software.amazon.awscdk.services.stepfunctions.Chain;
import software.amazon.awscdk.services.stepfunctions.IChainable;

/** The jobs that make a candidate and score it: Preprocess, Train, PredictChampion, Evaluate. */
final class Jobs {

    private final States states;
    private final WorkflowProps props;
    private final StageArns arns;

    Jobs(States states, WorkflowProps props, StageArns arns) {
        this.states = states;
        this.props = props;
        this.arns = arns;
    }

    IChainable leadingTo(IChainable next) {
        var jobs = new JobStates(states);
        var preprocess = jobs.task("Preprocess", preprocess().job(props, arns));
        var train = jobs.task("Train", new TrainingJob(props).job(arns));
        var evaluate = jobs.task("Evaluate", new CandidateEvaluation(props, arns).job());
        evaluate.next(next);
        var compare = new ChampionPredictions(jobs, props, arns).leadingTo(evaluate);
        return Chain.start(preprocess).next(train).next(compare);
    }

    private ProcessingJob preprocess() {
        return new ProcessingJob(
                "prep",
                "preprocess.py",
                List.of("--raw", "/opt/ml/processing/input/raw", "--output", "/opt/ml/processing/output"),
                List.of(new Channel("raw", "input/raw", "s3://" + rawBucket() + "/raw/")),
                List.of(split("train"), split("validation"), split("test")));
    }

    private Channel split(String name) {
        return new Channel(name, "output/" + name, processed(name));
    }

    private String processed(String split) {
        return Jsonata.uri(props.dataset().processed().getBucketName(), "processed", "/" + split);
    }

    private String rawBucket() {
        return props.dataset().raw().getBucketName();
    }
}
