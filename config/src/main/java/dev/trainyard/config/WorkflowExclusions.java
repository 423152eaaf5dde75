package dev.trainyard.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What the jobs of a workflow cannot combine, each with where AWS, or what in our own design, says so. */
final class WorkflowExclusions {

    private static final String TRAINING = "workflow.training.";
    private static final String TUNING = "workflow.tuning";

    private final Stated stage;

    private WorkflowExclusions(Stated stage) {
        this.stage = stage;
    }

    static void check(Stated stage) {
        var workflow = new WorkflowExclusions(stage);
        if (stage.says("model.source", "promote")) {
            workflow.aPromotedModelIsNotTrained();
        }
        if (stage.has(TRAINING + "spot")) {
            workflow.spotWaitsAtLeastAsLongAsItRuns();
        }
        if (stage.has(TUNING)) {
            workflow.jobsAtOnceAreJobs();
            workflow.aTuningJobStartsImagesAsTheyAre();
            stage.at(TUNING + ".ranges").properties().forEach(workflow::aRangeIsOneKind);
        }
        if (stage.has("watch") && !stage.has("endpoint.capture")) {
            stage.refuse("watch", "compares what the endpoint was asked: set endpoint.capture too, or leave watch out");
        }
    }

    /** The stage before trained it: what would shape a training here has no effect, and would be believed to have one. */
    private void aPromotedModelIsNotTrained() {
        var message = "has no effect with model.source: promote, which takes the model of the stage before:"
                + " leave it out, or train here";
        stage.refuse(TRAINING + "hyperparameters", message);
        stage.refuse(TRAINING + "spot", message);
        stage.refuse(TRAINING + "image", message);
        stage.refuse(TUNING, message);
    }

    /** <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_StoppingCondition.html">AWS</a>. */
    private void spotWaitsAtLeastAsLongAsItRuns() {
        Duration run = stage.duration(TRAINING + "maxRuntime", Duration.ZERO);
        Duration wait = stage.duration(TRAINING + "spot.maxWait", run);
        if (wait.compareTo(run) < 0) {
            stage.refuse(
                    TRAINING + "spot.maxWait",
                    "must be at least training.maxRuntime, %s, which is part of it, got %s"
                            .formatted(stage.text(TRAINING + "maxRuntime"), stage.text(TRAINING + "spot.maxWait")));
        }
    }

    /** <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ResourceLimits.html">AWS</a>. */
    private void jobsAtOnceAreJobs() {
        BigDecimal jobs = stage.number(TUNING + ".maxJobs", 1);
        BigDecimal parallel = stage.number(TUNING + ".maxParallel", 1);
        if (parallel.compareTo(jobs) > 0) {
            stage.refuse(TUNING + ".maxParallel", "must be at most maxJobs, %s, got %s".formatted(jobs, parallel));
        }
    }

    /**
     * No {@code ContainerEntrypoint}: <a
     * href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_HyperParameterAlgorithmSpecification.html">AWS</a>.
     */
    private void aTuningJobStartsImagesAsTheyAre() {
        stage.refuse(
                TRAINING + "image",
                "does not go with workflow.tuning: a tuning job takes no entry point. Leave one of them out");
    }

    /**
     * Scales: <a
     * href="https://docs.aws.amazon.com/sagemaker/latest/dg/automatic-model-tuning-define-ranges.html">AWS</a>. A
     * hyperparameter is either searched or set: <a
     * href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_HyperParameterTrainingJobDefinition.html">AWS,
     * StaticHyperParameters</a>.
     */
    private void aRangeIsOneKind(Map.Entry<String, JsonNode> entry) {
        var path = TUNING + ".ranges." + entry.getKey();
        var range = new Stated(entry.getValue(), stage.problems());
        if (stage.at(TRAINING + "hyperparameters").has(entry.getKey())) {
            add(path, "is searched here and set in training.hyperparameters: leave one of them out");
        }
        if (range.has("values")) {
            for (var key : new String[] {"min", "max", "scaling", "type"}) {
                if (range.has(key)) {
                    add(path + "." + key, "is for numbers, and values are texts: leave one of them out");
                }
            }
        } else {
            numbersFitTheirScale(path, range);
        }
    }

    private void numbersFitTheirScale(String path, Stated range) {
        BigDecimal min = range.number("min", 0);
        BigDecimal max = range.number("max", 0);
        boolean whole = range.says("type", "integer");
        if (min.compareTo(max) >= 0) {
            add(path + ".min", "must be below max, %s, got %s".formatted(max, min));
        }
        if (whole
                && (min.stripTrailingZeros().scale() > 0
                        || max.stripTrailingZeros().scale() > 0)) {
            add(path + ".type", "is integer, and min or max is not: %s to %s".formatted(min, max));
        }
        if (range.says("scaling", "logarithmic") && min.signum() <= 0) {
            add(path + ".min", "must be above 0 for scaling: logarithmic, got " + min);
        }
        if (range.says("scaling", "reverse-logarithmic")
                && (whole || min.signum() < 0 || max.compareTo(BigDecimal.ONE) >= 0)) {
            add(path + ".scaling", "is for continuous numbers from 0 to below 1, got %s to %s".formatted(min, max));
        }
    }

    private void add(String path, String message) {
        stage.problems().add(path, message);
    }
}
