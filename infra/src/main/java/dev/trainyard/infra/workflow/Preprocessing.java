package dev.trainyard.infra.workflow;

import dev.trainyard.infra.workflow.ProcessingJob.Channel;
import java.util.List;

/**
 * The job that checks the raw data and parts it: train, validation, test, the baseline of drift, and what was rejected.
 *
 * @param props the stage's
 */
record Preprocessing(WorkflowProps props) {

    private static final String HOME = "/opt/ml/processing/";

    /** Where the job leaves something, below {@code processed/<execution>/} and in its output directory alike. */
    private static final List<String> OUTPUTS = List.of("train", "validation", "test", "baseline", "rejected");

    ProcessingJob job() {
        return new ProcessingJob(
                "prep",
                "preprocess.py",
                arguments(),
                List.of(new Channel("raw", "input/raw", "s3://" + raw() + "/raw/")),
                OUTPUTS.stream().map(this::output).toList());
    }

    private List<String> arguments() {
        var share = Double.toString(props.stage().data().maxBadShare());
        return List.of("--raw", HOME + "input/raw", "--output", HOME + "output", "--max-bad-share", share);
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
