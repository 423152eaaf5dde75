package dev.trainyard.infra;

import static dev.trainyard.infra.StageTemplates.resources;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.config.StageConfig;
import dev.trainyard.config.WorkflowSettings;
import dev.trainyard.config.WorkflowSettings.Engine;
import dev.trainyard.config.WorkflowSettings.Processing;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A stage whose preprocessing is Spark's, beside one whose is not. */
class SparkTest {

    private static final String IMAGE = "sagemaker-spark-processing";

    private static StageTemplates templates;

    @BeforeAll
    static void synthesizeAStageWithSpark() {
        templates = of(Engine.SPARK);
    }

    @Test
    void preprocessingAloneIsSubmittedToSpark() {
        var workflow = WorkflowDefinition.of(templates);
        var job = workflow.state("Preprocess").path("Arguments").path("AppSpecification");
        assertThat(job.path("ImageUri").asString()).contains(IMAGE);
        assertThat(job.path("ContainerEntrypoint").get(2).asString())
                .endsWith("&& exec smspark-submit --py-files /opt/ml/processing/code/narwhals.zip"
                        + " /opt/ml/processing/code/preprocess.py \"$@\"");
        assertThat(job.path("ContainerArguments").toString()).contains("\"--engine\",\"spark\"");
        assertThat(workflow.state("Evaluate").toString()).doesNotContain(IMAGE);
    }

    @Test
    void onlyWhereSparkIsChosenMayItsImageBePulled() {
        assertThat(policies(templates)).contains("repository/" + IMAGE);
        assertThat(policies(of(Engine.PANDAS))).doesNotContain(IMAGE);
    }

    private static String policies(StageTemplates stage) {
        return resources(stage.ml(), "AWS::IAM::Policy").toList().toString();
    }

    private static StageTemplates of(Engine engine) {
        return new StageTemplates(
                Stages.in(Stages.app(), with(engine, Stages.CONFIG.stages().getFirst())));
    }

    private static StageConfig with(Engine engine, StageConfig stage) {
        var settings = stage.workflow();
        var machine = settings.processing();
        var processing = new Processing(machine.instanceType(), machine.volumeGiB(), machine.maxRuntime(), engine);
        var workflow = new WorkflowSettings(processing, settings.training(), settings.tuning(), settings.whenBusy());
        return new StageConfig(
                stage.schemaVersion(),
                stage.stage(),
                stage.account(),
                stage.region(),
                stage.network(),
                workflow,
                stage.triggers(),
                stage.gate(),
                stage.endpoint(),
                stage.model(),
                stage.retain(),
                stage.approval(),
                stage.data(),
                stage.watch(),
                stage.notificationEmail(),
                stage.tags());
    }
}
