package dev.trainyard.infra.workflow;

import dev.trainyard.config.TuningSettings;
import dev.trainyard.config.TuningSettings.NumberType;
import dev.trainyard.config.TuningSettings.Range;
import dev.trainyard.infra.access.Allow;
import dev.trainyard.infra.synth.Ordered;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Predicate;
import software.amazon.awscdk.services.stepfunctions.IChainable;

/**
 * A search for hyperparameters in place of one training job; the best job's model is taken on. Sets
 * {@code $trainingJobArn} and {@code $modelDataUrl}.
 *
 * <p>Random search, for with a seed it is the one strategy that SageMaker promises to repeat exactly: a rehearsal and a run
 * on AWS try the same hyperparameters twice (AWS: RandomSeed of HyperParameterTuningJobConfig).
 */
final class TuningJob {

    private static final int SEED = 7;

    /** SageMaker allows 32 characters, of which the stage's prefix may take 24. */
    private static final String NAME =
            "'%s-' & $substring($hash($run & '-' & $string($again) & $string($states.context.State.RetryCount), 'SHA-256'), 0, 7)";

    private final TuningSettings tuning;
    private final WorkflowProps props;
    private final StageArns arns;

    TuningJob(TuningSettings tuning, WorkflowProps props, StageArns arns) {
        this.tuning = tuning;
        this.props = props;
        this.arns = arns;
    }

    IChainable leadingTo(JobStates jobs, IChainable next) {
        var tune = jobs.task("Tune", job());
        var describe = jobs.states().call("DescribeBestJob", describeBest());
        describe.next(next);
        return tune.next(describe);
    }

    /** Before SageMaker gives all jobs up. */
    static Duration longest(TuningSettings tuning, WorkflowProps props) {
        var rounds = Math.ceilDiv(tuning.maxJobs(), tuning.maxParallel());
        return TrainingJob.longest(props).multipliedBy(rounds);
    }

    private SageMakerJobTask.Job job() {
        var request = Ordered.map(
                "HyperParameterTuningJobName",
                        Jsonata.of(NAME.formatted(props.names().endpoint())),
                "HyperParameterTuningJobConfig", search(),
                "TrainingJobDefinition", definition(),
                "Tags", new JobSettings(props).tags());
        return new SageMakerJobTask.Job(
                "createHyperParameterTuningJob",
                request,
                Map.of("bestJob", Jsonata.of("$states.result.BestTrainingJob.TrainingJobName")),
                longest(tuning, props),
                JobPermissions.tuning(arns, props.roles().jobs()),
                List.of(TuningJob.class, TrainingDefinition.class));
    }

    private Map<String, Object> search() {
        return Ordered.map(
                "Strategy",
                "Random",
                "RandomSeed",
                SEED,
                "HyperParameterTuningJobObjective",
                Ordered.map("Type", tuning.maximizes() ? "Maximize" : "Minimize", "MetricName", tuning.objective()),
                "ResourceLimits",
                Ordered.map(
                        "MaxNumberOfTrainingJobs", tuning.maxJobs(),
                        "MaxParallelTrainingJobs", tuning.maxParallel()),
                "ParameterRanges",
                ranges(),
                "TrainingJobEarlyStoppingType",
                "Auto");
    }

    private Map<String, Object> ranges() {
        return Ordered.map(
                "ContinuousParameterRanges", numbers(NumberType.CONTINUOUS),
                "IntegerParameterRanges", numbers(NumberType.INTEGER),
                "CategoricalParameterRanges",
                        chosen(Range::isCategorical)
                                .map(range -> Ordered.map(
                                        "Name", range.getKey(),
                                        "Values", range.getValue().values()))
                                .toList());
    }

    private List<Map<String, Object>> numbers(NumberType type) {
        return chosen(range -> !range.isCategorical() && range.type() == type)
                .map(range -> Ordered.map(
                        "Name", range.getKey(),
                        "MinValue", text(range.getValue().min().orElseThrow()),
                        "MaxValue", text(range.getValue().max().orElseThrow()),
                        "ScalingType", scaling(range.getValue())))
                .toList();
    }

    private java.util.stream.Stream<Entry<String, Range>> chosen(Predicate<Range> kind) {
        return tuning.ranges().entrySet().stream().filter(range -> kind.test(range.getValue()));
    }

    private static String text(BigDecimal number) {
        return number.toPlainString();
    }

    private static String scaling(Range range) {
        return switch (range.scaling()) {
            case LINEAR -> "Linear";
            case LOGARITHMIC -> "Logarithmic";
            case REVERSE_LOGARITHMIC -> "ReverseLogarithmic";
        };
    }

    /** A hyperparameter that is searched for has no fixed value beside it. */
    private Map<String, Object> definition() {
        var training = new TrainingDefinition(props);
        var fixed = training.hyperParameters();
        fixed.keySet().removeAll(tuning.ranges().keySet());
        var definition = Ordered.map("StaticHyperParameters", fixed);
        definition.putAll(training.members());
        return definition;
    }

    private AwsCall describeBest() {
        return AwsCall.sageMaker(
                        "describeTrainingJob",
                        Map.of("TrainingJobName", Jsonata.of("$bestJob")),
                        Allow.actions(List.of("sagemaker:DescribeTrainingJob"), List.of(arns.trainingJobs())))
                .assigning(Ordered.map(
                        "trainingJobArn", Jsonata.of("$states.result.TrainingJobArn"),
                        "modelDataUrl", Jsonata.of("$states.result.ModelArtifacts.S3ModelArtifacts")));
    }
}
