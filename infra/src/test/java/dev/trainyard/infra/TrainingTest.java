package dev.trainyard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.config.StageConfig;
import dev.trainyard.config.TuningSettings;
import dev.trainyard.config.TuningSettings.NumberType;
import dev.trainyard.config.TuningSettings.Range;
import dev.trainyard.config.TuningSettings.Scaling;
import dev.trainyard.config.WorkflowSettings;
import dev.trainyard.config.WorkflowSettings.Image;
import dev.trainyard.config.WorkflowSettings.Spot;
import dev.trainyard.config.WorkflowSettings.Training;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How a stage's config makes a model: hyperparameters, spot capacity, a container of one's own, a search. */
class TrainingTest {

    private static final StageConfig STAGE = EditedStage.with("", "");
    private static final Training PLAIN =
            new Training("ml.m5.large", 10, Duration.ofHours(1), Optional.empty(), Map.of(), Optional.empty());

    @Test
    void hyperparametersOfTheConfigGoBesideTheScript() {
        var training = new Training(
                "ml.m5.large",
                10,
                Duration.ofHours(1),
                Optional.empty(),
                Map.of("max_iter", 300, "early_stopping", true),
                Optional.empty());

        var parameters = state("Train", training, Optional.empty()).at("/Arguments/HyperParameters");

        assertThat(parameters.path("sagemaker_program").asString()).isEqualTo("train.py");
        assertThat(parameters.path("max_iter").asString()).isEqualTo("300");
        assertThat(parameters.path("early_stopping").asString()).isEqualTo("true");
    }

    @Test
    void everyMetricThatTrainingPrintsIsReported() {
        var metrics = state("Train", PLAIN, Optional.empty()).at("/Arguments/AlgorithmSpecification/MetricDefinitions");

        assertThat(values(metrics, "Name"))
                .containsExactly("train:r2", "validation:r2", "oof:r2", "oof:rmse", "oof:mae");
    }

    /** Not in the pipeline's Build: members that do not go together are told better by the API. */
    @Test
    @Tag("thorough")
    void spotCapacityIsWaitedForAndGoneOnFromACheckpoint() {
        var spot = new Training(
                "ml.m5.large",
                10,
                Duration.ofHours(1),
                Optional.of(new Spot(Duration.ofHours(3))),
                Map.of(),
                Optional.empty());

        var train = state("Train", spot, Optional.empty());

        assertThat(train.at("/Arguments/EnableManagedSpotTraining").asBoolean()).isTrue();
        assertThat(train.at("/Arguments/StoppingCondition/MaxWaitTimeInSeconds").asInt())
                .isEqualTo(3 * 3600);
        assertThat(train.at("/Arguments/CheckpointConfig/LocalPath").asString()).isEqualTo("/opt/ml/checkpoints");
        assertThat(train.at("/Arguments/CheckpointConfig/S3Uri").asString()).contains("/checkpoints/");
        assertThat(train.path("TimeoutSeconds").asInt()).isGreaterThan(3 * 3600);
    }

    @Test
    void aContainerOfOnesOwnRunsItsOwnCodeWithoutANetwork() {
        var uri = "123456789012.dkr.ecr.us-east-1.amazonaws.com/own:1";
        var own = new Training(
                "ml.m5.large",
                10,
                Duration.ofHours(1),
                Optional.empty(),
                Map.of(),
                Optional.of(new Image(uri, List.of("python3", "/opt/program/train.py"))));
        var ml = Stages.templates(edited(own, Optional.empty()), "ridge");
        var definition = WorkflowDefinition.of(ml);
        var arguments = definition.state("Train").path("Arguments");

        assertThat(arguments.at("/AlgorithmSpecification/TrainingImage").asString())
                .isEqualTo(uri);
        assertThat(arguments.at("/AlgorithmSpecification/ContainerEntrypoint")).hasSize(2);
        assertThat(arguments.path("HyperParameters").has("sagemaker_program")).isFalse();
        assertThat(arguments.path("EnableNetworkIsolation").asBoolean()).isTrue();
        assertThat(definition.state("ReadInput").at("/Assign/image").asString()).isEqualTo(uri);
        assertThat(definition.state("Preprocess").findValue("ImageUri").asString())
                .contains("sagemaker-scikit-learn");
        assertThat(ml.ml().toString()).contains("arn:aws:ecr:us-east-1:123456789012:repository/own");
    }

    @Test
    void theImageFollowsFromTheEstimator() {
        var definition = WorkflowDefinition.of(Stages.templates(edited(PLAIN, Optional.empty()), "xgboost"));

        assertThat(definition.state("Train").findValue("TrainingImage").asString())
                .endsWith("/sagemaker-xgboost:3.2-0-cpu-py3");
        assertThat(definition.state("Evaluate").findValue("ImageUri").asString())
                .isEqualTo("{% $image %}");
    }

    /** XGBoost's image has no narwhals, which the data is read with. */
    @Test
    void dataIsPreparedInTheImageOfScikitLearnWhateverTheEstimator() {
        var definition = WorkflowDefinition.of(Stages.templates(edited(PLAIN, Optional.empty()), "xgboost"));

        assertThat(definition
                        .state("Preprocess")
                        .at("/Arguments/AppSpecification/ImageUri")
                        .asString())
                .endsWith("/sagemaker-scikit-learn:1.9-0-cpu-py3");
    }

    @Test
    void aSearchHasRangesLimitsASeedAndTheJobsOfATraining() {
        var training = new Training(
                "ml.m5.large",
                10,
                Duration.ofHours(1),
                Optional.empty(),
                Map.of("max_iter", 300, "tol", 0.1),
                Optional.empty());

        var tune = state("Tune", training, Optional.of(search()));
        var config = tune.at("/Arguments/HyperParameterTuningJobConfig");

        assertThat(config.at("/ParameterRanges/IntegerParameterRanges/0/MaxValue")
                        .asString())
                .isEqualTo("400");
        assertThat(config.at("/ParameterRanges/ContinuousParameterRanges/0/ScalingType")
                        .asString())
                .isEqualTo("Logarithmic");
        assertThat(config.at("/ParameterRanges/CategoricalParameterRanges/0/Values"))
                .hasSize(2);
        assertThat(config.at("/ResourceLimits/MaxNumberOfTrainingJobs").asInt()).isEqualTo(8);
        assertThat(config.path("RandomSeed").asInt()).isPositive();
        assertThat(config.at("/HyperParameterTuningJobObjective/Type").asString())
                .isEqualTo("Maximize");
        var definition = tune.at("/Arguments/TrainingJobDefinition");
        assertThat(definition.path("StaticHyperParameters").has("max_iter")).isFalse();
        assertThat(definition.at("/StaticHyperParameters/tol").asString()).isEqualTo("0.1");
        assertThat(definition.at("/VpcConfig/Subnets")).isNotEmpty();
        assertThat(tune.path("TimeoutSeconds").asInt()).isGreaterThan(4 * 3600);
    }

    @Test
    void theNameOfASearchFitsTheLongestPrefix() {
        var name = state("Tune", PLAIN, Optional.of(search()))
                .at("/Arguments/HyperParameterTuningJobName")
                .asString();

        assertThat(name)
                .contains("'%s-%s-'".formatted(Stages.CONFIG.pipeline().app(), STAGE.stage()))
                .endsWith(", 0, 7) %}");
        assertThat("x".repeat(24) + "-1234567").hasSizeLessThanOrEqualTo(32);
    }

    private static TuningSettings search() {
        return new TuningSettings(
                8,
                2,
                "oof:r2",
                Map.of(
                        "learning_rate", number("0.01", "0.3", Scaling.LOGARITHMIC, NumberType.CONTINUOUS),
                        "max_iter", number("100", "400", Scaling.LINEAR, NumberType.INTEGER),
                        "max_depth",
                                new Range(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Scaling.LINEAR,
                                        NumberType.CONTINUOUS,
                                        List.of("3", "6"))));
    }

    private static Range number(String min, String max, Scaling scaling, NumberType type) {
        return new Range(Optional.of(new BigDecimal(min)), Optional.of(new BigDecimal(max)), scaling, type, List.of());
    }

    private static JsonNode state(String name, Training training, Optional<TuningSettings> tuning) {
        return WorkflowDefinition.of(Stages.templates(edited(training, tuning), "hist_gradient_boosting"))
                .state(name);
    }

    private static StageConfig edited(Training training, Optional<TuningSettings> tuning) {
        var workflow = new WorkflowSettings(
                STAGE.workflow().processing(),
                training,
                tuning,
                STAGE.workflow().whenBusy());
        return Stages.with(STAGE, workflow, STAGE.model());
    }

    private static List<String> values(JsonNode list, String member) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(entry -> entry.path(member).asString())
                .toList();
    }
}
