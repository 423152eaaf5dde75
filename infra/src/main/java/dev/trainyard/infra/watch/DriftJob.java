package dev.trainyard.infra.watch;

import dev.trainyard.config.Watch;
import dev.trainyard.infra.synth.Ordered;
import dev.trainyard.infra.workflow.Jsonata;
import dev.trainyard.infra.workflow.ProcessingJob;
import dev.trainyard.infra.workflow.ProcessingJob.Channel;
import dev.trainyard.infra.workflow.SageMakerJobTask;
import dev.trainyard.infra.workflow.StageArns;
import dev.trainyard.infra.workflow.WorkflowProps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The processing job that runs {@code drift.py}; how many inputs it has is known only when the days are. */
final class DriftJob {

    private static final String IN = "/opt/ml/processing/input/";

    private final WorkflowProps props;
    private final Watch watch;

    DriftJob(WorkflowProps props, Watch watch) {
        this.props = props;
        this.watch = watch;
    }

    /** Where its reports are: an S3 key of this run. */
    static String key(String file) {
        return Jsonata.key("drift", file);
    }

    SageMakerJobTask.Job job(StageArns arns) {
        var job = fixed().job(props, arns);
        var arguments = new LinkedHashMap<>(job.arguments());
        arguments.put("ProcessingInputs", Jsonata.of("$inputs"));
        return new SageMakerJobTask.Job(
                job.action(), arguments, job.assign(), job.maxRuntime(), job.permissions(), List.of(DriftJob.class));
    }

    /** The variables {@code $inputs}, with those that are always there, and {@code $truthInput}. */
    Map<String, Object> inputs(StageArns arns) {
        var truth = "s3://" + props.dataset().artifacts().getBucketName() + "/ground-truth/";
        return Ordered.map(
                "inputs",
                        Objects.requireNonNull(
                                fixed().job(props, arns).arguments().get("ProcessingInputs")),
                "truthInput", input("ground-truth", truth, IN + "ground-truth"));
    }

    /** {@code $inputs} with one more a day, and the ground truth where there is one. */
    static Map<String, Object> moreInputs(CapturedDays days) {
        var ofADay = "{'InputName': 'capture-' & $replace($, '/', '-'), 'S3Input': {'S3Uri': %s,"
                + " 'LocalPath': '%scapture/' & $replace($, '/', '-'), 'S3DataType': 'S3Prefix', 'S3InputMode': 'File'}}";
        var all = "$append($append($inputs, $truths > 0 ? [$truthInput] : []), $days.(%s))"
                .formatted(ofADay.formatted(days.uri("$"), IN));
        return Map.of("inputs", Jsonata.of(all));
    }

    private ProcessingJob fixed() {
        var output = Jsonata.uri(props.dataset().artifacts().getBucketName(), "drift", "");
        return new ProcessingJob(
                "drift",
                "drift.py",
                List.of(
                        "--capture",
                        IN + "capture",
                        "--baseline",
                        IN + "model",
                        "--ground-truth",
                        IN + "ground-truth",
                        "--output",
                        "/opt/ml/processing/output/drift",
                        "--since",
                        Jsonata.of("$servedSince"),
                        "--psi",
                        Double.toString(watch.psi()),
                        "--minimum-rows",
                        Integer.toString(watch.minimumRows())),
                List.of(new Channel("model", "input/model", Jsonata.of("$modelDataUrl"))),
                List.of(new Channel("drift", "output/drift", output)));
    }

    private static Map<String, Object> input(String name, String uri, String path) {
        var s3 = Ordered.map("S3Uri", uri, "LocalPath", path, "S3DataType", "S3Prefix", "S3InputMode", "File");
        return Ordered.map("InputName", name, "S3Input", s3);
    }
}
