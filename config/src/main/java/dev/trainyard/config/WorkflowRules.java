package dev.trainyard.config;

import dev.trainyard.config.TuningSettings.NumberType;
import dev.trainyard.config.TuningSettings.Scaling;
import dev.trainyard.config.WorkflowSettings.Engine;
import dev.trainyard.config.WorkflowSettings.WhenBusy;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What {@code workflow} may say. */
final class WorkflowRules {

    private static final Rule ANY_NUMBER = new ScalarRule("a number", JsonNode::isNumber);

    private WorkflowRules() {}

    static Rule workflow() {
        return new ObjectRule()
                .key(
                        "processing",
                        machine(InstanceTypes.PROCESSING).defaultKey("engine", Scalars.choice(Engine.class), "pandas"))
                .key("training", training())
                .optionalKey("tuning", tuning())
                .defaultKey("whenBusy", Scalars.choice(WhenBusy.class), "wait");
    }

    private static ObjectRule machine(InstanceTypes types) {
        return new ObjectRule()
                .key("instanceType", types.rule())
                .key("volumeGiB", Scalars.whole(1, 16384))
                .key("maxRuntime", Scalars.duration("PT1M", "P5D"));
    }

    private static Rule training() {
        return machine(InstanceTypes.TRAINING)
                .optionalKey("spot", new ObjectRule().key("maxWait", Scalars.duration("PT1M", "P7D")))
                .defaultKey("hyperparameters", hyperparameters(), Map.of())
                .optionalKey("image", image());
    }

    /**
     * SageMaker takes 100 hyperparameters of 2500 characters; two are script mode's.
     * <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTrainingJob.html">AWS</a>
     */
    private static Rule hyperparameters() {
        var scalar = new ScalarRule(
                "a text of at most 2500 characters, a number, true or false",
                value -> value.isNumber()
                        || value.isBoolean()
                        || (value.isString() && value.stringValue().length() <= 2500));
        return new NamedRule("values", 0, 98, scalar);
    }

    /** Lengths: <a href="https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_AlgorithmSpecification.html">AWS</a>. */
    private static Rule image() {
        return new ObjectRule()
                .key(
                        "uri",
                        Scalars.text(
                                "an image in ECR, <account>.dkr.ecr.<region>.amazonaws.com/<name>:<tag> or @sha256:<digest>",
                                "[0-9]{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?/[a-z0-9][a-z0-9._/-]{0,199}"
                                        + "(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}|@sha256:[0-9a-f]{64})"))
                .key("entryPoint", new ListRule("words to run", 100, Scalars.text("text", "(?s).{1,256}")));
    }

    /** Limits: <a href="https://docs.aws.amazon.com/sagemaker/latest/dg/automatic-model-tuning-limits.html">AWS</a>. */
    private static Rule tuning() {
        return new ObjectRule()
                .key("maxJobs", Scalars.whole(1, 750))
                .key("maxParallel", Scalars.whole(1, 100))
                .defaultKey(
                        "objective",
                        Scalars.text(
                                "a metric of train.py: oof:r2, oof:rmse, oof:mae or validation:r2",
                                "oof:(r2|rmse|mae)|validation:r2"),
                        "oof:r2")
                .key("ranges", new NamedRule("ranges", 1, 30, range()));
    }

    private static Rule range() {
        return new ObjectRule()
                .keyUnless("values", "min", ANY_NUMBER)
                .keyUnless("values", "max", ANY_NUMBER)
                .defaultKey("scaling", Scalars.choice(Scaling.class), "linear")
                .defaultKey("type", Scalars.choice(NumberType.class), "continuous")
                .defaultKey(
                        "values",
                        new ListRule("texts in quotes", 30, Scalars.text("text in quotes", "(?s).{1,2500}")),
                        List.of());
    }
}
