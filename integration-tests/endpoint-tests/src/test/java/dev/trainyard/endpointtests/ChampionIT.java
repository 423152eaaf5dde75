package dev.trainyard.endpointtests;

import static dev.trainyard.endpointtests.Synthesis.replacing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.endpointtests.AwsEndpoint.Ability;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;
import tools.jackson.databind.JsonNode;

/** Challengers of the model in service, on one stage: the endpoint's answers say which of them serves after each. */
@Needs({Ability.CLOUDFORMATION, Ability.MACHINE_LEARNING})
class ChampionIT {

    /** All three pass every rule but the champion's. */
    private static final int WORSE = 30;

    private static final int FAIR = 40;
    private static final int BETTER = 60;

    private static final String A_WANTED_FEATURE = "\\{[^{}]*\"name\": \"Horsepower\"[^{}]*\\},";

    private static DeployedStage stage;
    private static SignedReleases releases;

    /** Of the model in service. */
    private static int iterations = FAIR;

    private String before;

    @BeforeAll
    static void serve() {
        stage = DeployedStage.deploy(Synthesis.dev(replacing("222222222222", "222222222231")));
        stage.putRawData("auto-mpg.csv", SampleData.all());
        releases = SignedReleases.to(stage);
        releases.ship("fair", FAIR);
        releases.assertServes(WorkflowRun.of(stage, "fair"), "fair");
    }

    @BeforeEach
    void bringTheDataAndAsk() {
        stage.putRawData("auto-mpg.csv", SampleData.all());
        before = stage.predict();
    }

    @Test
    void aWorseModelIsRefusedForThatAlone() {
        releases.ship("worse", WORSE);

        var run = WorkflowRun.of(stage, "worse");

        releases.assertStopped(
                run, "worse", before, "Gate failed: model refused: test R² less that of the model in service");
        assertThat(releases.failedRules("worse")).containsExactly("not-worse-than-champion");
        assertThat(releases.approval("worse")).isEmpty();
    }

    @Test
    void anEqualModelTakesOver() {
        releases.ship("equal", iterations);

        var run = WorkflowRun.of(stage, "equal");

        releases.assertServes(run, "equal");
        assertThat(championRule("equal").path("value").asDouble(-1)).isZero();
    }

    @Test
    void aBetterModelTakesOver() {
        releases.ship("better", BETTER);

        var run = WorkflowRun.of(stage, "better");

        iterations = BETTER;
        releases.assertServes(run, "better");
        assertThat(championRule("better").path("value").asDouble()).isPositive();
    }

    private static JsonNode championRule(String release) {
        return releases.traces(release)
                .decision()
                .path("rules")
                .valueStream()
                .filter(rule -> rule.path("rule").asString().equals("not-worse-than-champion"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aModelOfShuffledLabelsIsRefused() {
        stage.putRawData("auto-mpg.csv", SampleData.shuffled());
        releases.ship("shuffled", iterations);

        var run = WorkflowRun.of(stage, "shuffled");

        releases.assertStopped(
                run, "shuffled", before, "Gate failed: model refused: out-of-fold R² ", "below the minimum 0.7");
        assertThat(releases.failedRules("shuffled")).contains("minimum-r2");
        assertThat(releases.approval("shuffled")).isEmpty();
    }

    @Test
    void anArchiveDamagedAfterTrainingIsNotEvaluated() {
        releases.ship("torn", iterations);
        var traces = releases.traces("torn");
        var damage = new Once(traces::archive, traces::damage);

        var run = WorkflowRun.of(stage, "torn", damage);

        assertThat(damage.isDone()).isTrue();
        releases.assertStopped(run, "torn", before, "Evaluate failed: ", "model.tar.gz is damaged");
        assertThat(run.states()).doesNotContain("Gate", "Register");
        assertThat(releases.approval("torn")).isEmpty();
    }

    @Test
    void anArchiveDamagedAfterItsEvaluationIsTakenBack() {
        releases.ship("rotten", iterations, SourceArchive.prepending("evaluate.py", "print('begins', flush=True)"));
        var traces = releases.traces("rotten");
        var damage = new Once(() -> traces.archive().filter(it -> traces.isBeingEvaluated()), traces::damage);

        var run = WorkflowRun.of(stage, "rotten", damage);

        assertThat(damage.isDone()).isTrue();
        releases.assertStopped(run, "rotten", before, "DescribeEndpoint failed: ", " went back to ", "as before");
        assertThat(traces.decision().path("approved").asBoolean()).isTrue();
        assertThat(releases.approval("rotten")).contains(ModelApprovalStatus.REJECTED);
    }

    @Test
    void aModelWithoutAnEvaluationIsRefused() {
        stage.ship(Map.of(SourceArchive.ASSET, SourceArchive.prepending("evaluate.py", "raise SystemExit(0)")));

        var run = WorkflowRun.of(stage, "unjudged");

        releases.assertStopped(run, "unjudged", before, "Gate failed: model refused: ", "there is no such object");
        assertThat(releases.failedRules("unjudged")).hasSize(5);
        assertThat(releases.approval("unjudged")).isEmpty();
    }

    @Test
    void aChampionThatWantsAColumnWhichIsGoneSaysSoAndWhatToDo() {
        releases.ship("lesser", iterations, SourceArchive.replacing("model.json", A_WANTED_FEATURE, ""));

        var run = WorkflowRun.of(stage, "lesser");

        releases.assertStopped(
                run,
                "lesser",
                before,
                "PredictChampion failed: ",
                "the split has no column Horsepower, which this model wants",
                "set gate.champion: ignore in the config of the stage for one release");
    }

    @Test
    void refusedDataEndsTheRunAndLeavesTheTableOfWhatIsWrong() {
        var wrong = new String(SampleData.all(), StandardCharsets.UTF_8).replace(",Japan", ",Atlantis");
        stage.putRawData("auto-mpg.csv", wrong.getBytes(StandardCharsets.UTF_8));
        releases.ship("refused", iterations);

        var run = WorkflowRun.of(stage, "refused");

        releases.assertStopped(
                run,
                "refused",
                before,
                "Preprocess failed: the data is refused: 79 of 406 rows (19.46%) are not what model.yaml allows",
                "processed/refused/rejected/");
        assertThat(releases.traces("refused").rejected("problems"))
                .hasSize(1 + 79)
                .element(1, InstanceOfAssertFactories.STRING)
                .contains("\"Origin\",\"Atlantis\",\"one of USA, Europe, Japan, or nothing\"");
        assertThat(releases.traces("refused").rejected("rows")).hasSize(1 + 79);
    }
}
