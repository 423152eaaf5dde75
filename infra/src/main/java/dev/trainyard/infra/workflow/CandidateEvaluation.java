package dev.trainyard.infra.workflow;

import dev.trainyard.infra.workflow.ProcessingJob.Appended;
import dev.trainyard.infra.workflow.ProcessingJob.Channel;
import java.util.List;

/** The job that scores a candidate on the test rows, in the image that trained it, beside the champion's predictions. */
final class CandidateEvaluation {

    private static final ProcessingContainer CONTAINER =
            new ProcessingContainer(Jsonata.of("$image"), ProcessingContainer.CODE);
    private static final Appended CHAMPION = new Appended("$championInputs", "$championArguments");

    private final WorkflowProps props;
    private final StageArns arns;

    CandidateEvaluation(WorkflowProps props, StageArns arns) {
        this.props = props;
        this.arns = arns;
    }

    SageMakerJobTask.Job job() {
        var test = Jsonata.uri(props.dataset().processed().getBucketName(), "processed", "/test");
        var evaluation = Jsonata.uri(props.dataset().artifacts().getBucketName(), "evaluation", "");
        var evaluate = new ProcessingJob(
                "eval",
                "evaluate.py",
                List.of(
                        "--model", ProcessingContainer.HOME + "input/model",
                        "--test", ProcessingContainer.HOME + "input/test",
                        "--output", ProcessingContainer.HOME + "output/evaluation"),
                List.of(
                        new Channel("model", "input/model", Jsonata.of("$modelDataUrl")),
                        new Channel("test", "input/test", test)),
                List.of(new Channel("evaluation", "output/evaluation", evaluation)));
        return evaluate.job(props, arns, CONTAINER, CHAMPION);
    }
}
