package dev.trainyard.cli.pipeline;

import static dev.trainyard.cli.pipeline.FakePipeline.action;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.cli.pipeline.ActionRun.Status;
import dev.trainyard.cli.waiting.Waiter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FollowerTest {

    private final FakePipeline pipeline = new FakePipeline();
    private final List<String> told = new ArrayList<>();
    private Decision.Answer answer = Decision.Answer.NONE;

    private Ending follow(Optional<String> until) {
        var waiter = new Waiter(InstantSource.system(), time -> pipeline.passes());
        return new Follower(pipeline, new Told(), (approval, run) -> answer, waiter, until).follow("run-1");
    }

    @Test
    void tellsEachActionOnceAsItStartsAndEnds() {
        pipeline.look("run-1", PipelineRun.Status.IN_PROGRESS, action("Source/Source", Status.IN_PROGRESS))
                .look("run-1", PipelineRun.Status.IN_PROGRESS, action("Source/Source", Status.IN_PROGRESS))
                .look("run-1", PipelineRun.Status.SUCCEEDED, action("Source/Source", Status.SUCCEEDED));

        Ending ending = follow(Optional.empty());

        assertThat(ending.kind()).isEqualTo(Ending.Kind.SUCCEEDED);
        assertThat(told).containsExactly("started Source/Source", "ended Source/Source");
    }

    @Test
    void goesOnWithTheRunThatReplacesAChangedOne() {
        pipeline.look("run-1", PipelineRun.Status.IN_PROGRESS)
                .look("run-1", PipelineRun.Status.CANCELLED)
                .look("run-2", PipelineRun.Status.IN_PROGRESS)
                .look("run-2", PipelineRun.Status.SUCCEEDED, action("Build/Build", Status.SUCCEEDED));

        Ending ending = follow(Optional.empty());

        assertThat(ending.run().id()).isEqualTo("run-2");
        assertThat(told).contains("run-1 replaced by run-2");
    }

    @Test
    void namesTheActionThatFailed() {
        pipeline.look(
                "run-1",
                PipelineRun.Status.FAILED,
                action("Source/Source", Status.SUCCEEDED),
                action("Build/Build", Status.FAILED));

        Ending ending = follow(Optional.empty());

        assertThat(ending.kind()).isEqualTo(Ending.Kind.FAILED);
        assertThat(ending.failed()).map(ActionRun::name).contains("Build/Build");
    }

    @Test
    void stopsAfterTheStageThatWasAskedForAndNotBefore() {
        pipeline.stage("dev", "Deploy", "Release")
                .stage("prod", "Deploy")
                .look("run-1", PipelineRun.Status.IN_PROGRESS, action("dev/Deploy", Status.SUCCEEDED))
                .look(
                        "run-1",
                        PipelineRun.Status.IN_PROGRESS,
                        action("dev/Deploy", Status.SUCCEEDED),
                        action("dev/Release", Status.SUCCEEDED));

        Ending ending = follow(Optional.of("dev"));

        assertThat(ending.kind()).isEqualTo(Ending.Kind.STOPPED);
        assertThat(ending.actions()).hasSize(2);
        assertThat(pipeline.done).contains("stopped run-1");
    }

    @Test
    void letsTheLastStageEndByItself() {
        pipeline.stage("dev", "Release")
                .look("run-1", PipelineRun.Status.IN_PROGRESS, action("dev/Release", Status.SUCCEEDED))
                .look("run-1", PipelineRun.Status.SUCCEEDED, action("dev/Release", Status.SUCCEEDED));

        assertThat(follow(Optional.of("dev")).kind()).isEqualTo(Ending.Kind.SUCCEEDED);
        assertThat(pipeline.done).doesNotContain("stopped run-1");
    }

    @Test
    void holdsTheStageBehindTheLastOneWhileTheRunGoesOn() {
        pipeline.stage("dev", "Release")
                .stage("prod", "Release")
                .look("run-1", PipelineRun.Status.IN_PROGRESS)
                .look("run-1", PipelineRun.Status.IN_PROGRESS, action("dev/Release", Status.SUCCEEDED));

        follow(Optional.of("dev"));

        assertThat(pipeline.done).containsExactly("held prod", "stopped run-1", "released prod");
    }

    @Test
    void holdsAgainWhatIsBehindTheLastStageOfAChangedPipeline() {
        pipeline.stage("dev", "Release")
                .stage("prod", "Release")
                .look("run-1", PipelineRun.Status.CANCELLED)
                .look("run-2", PipelineRun.Status.SUCCEEDED);

        follow(Optional.of("dev"));

        assertThat(pipeline.done).containsExactly("held prod", "held prod");
    }

    @Test
    void withoutALimitAnEarlierRehearsalsHoldIsLiftedAndAPersonsIsNot() {
        pipeline.stage("dev", "Release").stage("prod", "Release").look("run-1", PipelineRun.Status.SUCCEEDED);
        pipeline.hold(new Pipeline.Hold("dev", "a person's: audit"));
        pipeline.hold(new Pipeline.Hold("prod", "trainyard rehearse --until dev"));

        follow(Optional.empty());

        assertThat(pipeline.holds()).extracting(Pipeline.Hold::stage).containsExactly("dev");
    }

    @Test
    void approvesWhenTheDecisionIsToApprove() {
        answer = Decision.Answer.APPROVE;
        pipeline.look("run-1", PipelineRun.Status.IN_PROGRESS, Optional.of(pending()))
                .look("run-1", PipelineRun.Status.SUCCEEDED);

        assertThat(follow(Optional.empty()).kind()).isEqualTo(Ending.Kind.SUCCEEDED);
        assertThat(pipeline.done).containsExactly("approved prod");
    }

    @Test
    void endsPendingWhereNobodyCanAnswer() {
        pipeline.look("run-1", PipelineRun.Status.IN_PROGRESS, Optional.of(pending()));

        assertThat(follow(Optional.empty()).kind()).isEqualTo(Ending.Kind.PENDING);
        assertThat(pipeline.done).isEmpty();
    }

    private static Pipeline.Approval pending() {
        return new Pipeline.Approval("prod", "Approve", "token", "run-1");
    }

    /** Writes down what it is told. */
    private final class Told implements Watcher {
        @Override
        public void started(ActionRun action) {
            told.add("started " + action.name());
        }

        @Override
        public void ended(ActionRun action) {
            told.add("ended " + action.name());
        }

        @Override
        public void replaced(PipelineRun before, PipelineRun after) {
            told.add(before.id() + " replaced by " + after.id());
        }

        @Override
        public void tick(PipelineRun run, List<ActionRun> actions) {}
    }
}
