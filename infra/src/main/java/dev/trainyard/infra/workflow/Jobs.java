package dev.trainyard.infra.workflow;

import dev.trainyard.infra.workflow.ProcessingJob.Channel;
import java.util.List;
import software.amazon.awscdk.services.stepfunctions.Chain;
import software.amazon.awscdk.services.stepfunctions.IChainable;

/** The three jobs that make a candidate: Preprocess, Train, Evaluate. */
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
        var anotherTry = new AnotherTry(states);
        var preprocess = task("Preprocess", preprocess().job(props, arns), anotherTry);
        var train = task("Train", new TrainingJob(props).job(arns), anotherTry);
        var evaluate = task("Evaluate", evaluate().job(props, arns), anotherTry);
        return Chain.start(preprocess).next(train).next(evaluate).next(next);
    }

    private SageMakerJobTask task(String id, SageMakerJobTask.Job job, AnotherTry anotherTry) {
        var task = new SageMakerJobTask(states.scope(), id, job);
        task.addCatch(anotherTry.start(), CaughtError.of(id));
        anotherTry.covers(task);
        return task;
    }

    private ProcessingJob preprocess() {
        return new ProcessingJob(
                "prep",
                "preprocess.py",
                List.of("--raw", "/opt/ml/processing/input/raw", "--output", "/opt/ml/processing/output"),
                List.of(new Channel("raw", "input/raw", "s3://" + rawBucket() + "/raw/")),
                List.of(split("train"), split("validation"), split("test")));
    }

    private ProcessingJob evaluate() {
        return new ProcessingJob(
                "eval",
                "evaluate.py",
                List.of(
                        "--model", "/opt/ml/processing/input/model",
                        "--test", "/opt/ml/processing/input/test",
                        "--output", "/opt/ml/processing/output/evaluation"),
                List.of(
                        new Channel("model", "input/model", Jsonata.of("$modelDataUrl")),
                        new Channel("test", "input/test", processed("test"))),
                List.of(new Channel("evaluation", "output/evaluation", evaluation())));
    }

    private Channel split(String name) {
        return new Channel(name, "output/" + name, processed(name));
    }

    private String processed(String split) {
        return Jsonata.uri(props.dataset().processed().getBucketName(), "processed", "/" + split);
    }

    private String evaluation() {
        return Jsonata.uri(props.dataset().artifacts().getBucketName(), "evaluation", "");
    }

    private String rawBucket() {
        return props.dataset().raw().getBucketName();
    }
}
