package dev.trainyard.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.config.PipelineConfig;
import dev.trainyard.config.PlatformConfig;
import dev.trainyard.config.StageConfig;
import dev.trainyard.config.StageConfig.Approval;
import dev.trainyard.pipeline.SynthesizedPipeline.Action;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A change goes through everything that could stop it before it reaches the next stage. */
class StageOrderTest {

    private static final SynthesizedPipeline PIPELINE = SynthesizedPipeline.ofRealConfig();

    @Test
    void buildsUpdatesItselfAndPublishesBeforeTheStagesInTheOrderOfTheConfig() {
        var stages = Stream.concat(
                Stream.of("Source", "Build", "UpdatePipeline", "Assets"),
                SynthesizedPipeline.realConfig().pipeline().stages().stream());

        assertThat(PIPELINE.stages()).containsExactlyElementsOf(stages.toList());
    }

    @TestFactory
    Stream<DynamicTest> runsTheActionsOfEveryStageInThisOrder() {
        var config = SynthesizedPipeline.realConfig();
        return config.stages().stream()
                .map(stage -> DynamicTest.dynamicTest(
                        stage.stage(),
                        () -> assertThat(PIPELINE.actions(stage.stage()))
                                .containsExactlyElementsOf(expected(config, stage))));
    }

    @Test
    void oneMoreStageOfTheConfigGetsItsActions() {
        var config = withOneMoreStage(SynthesizedPipeline.realConfig());

        var pipeline = SynthesizedPipeline.of(config);

        assertThat(pipeline.stages()).endsWith("another").containsAll(PIPELINE.stages());
        assertThat(pipeline.actions("another"))
                .containsExactlyElementsOf(expected(config, config.stages().getLast()));
    }

    private static List<Action> expected(PlatformConfig config, StageConfig stage) {
        var steps = new ArrayList<List<String>>();
        if (!stage.equals(config.stages().getFirst())) {
            steps.add(List.of("LocalStack"));
        }
        if (stage.approval() == Approval.REQUIRED) {
            steps.add(List.of("Approve"));
        }
        // Neither needs the other; ml needs both.
        var prefix = config.pipeline().app() + "-" + stage.stage();
        steps.addAll(stacks(prefix, "data", "network"));
        steps.addAll(stacks(prefix, "ml"));
        steps.addAll(List.of(List.of("Release"), List.of("Verify")));
        return IntStream.range(0, steps.size())
                .boxed()
                .flatMap(i -> steps.get(i).stream().map(name -> new Action(i + 1, name, provider(name))))
                .toList();
    }

    private static List<List<String>> stacks(String prefix, String... stacks) {
        return Stream.of("Prepare", "Deploy")
                .map(action -> Arrays.stream(stacks)
                        .map(stack -> "%s-%s.%s".formatted(prefix, stack, action))
                        .toList())
                .toList();
    }

    private static String provider(String action) {
        return switch (action) {
            case "Approve" -> "Manual";
            case "LocalStack", "Release", "Verify" -> "CodeBuild";
            default -> "CloudFormation";
        };
    }

    private static PlatformConfig withOneMoreStage(PlatformConfig config) {
        var stages = new ArrayList<>(config.stages());
        stages.add(like(config.stages().getLast()));
        var it = config.pipeline();
        return new PlatformConfig(
                new PipelineConfig(
                        it.schemaVersion(),
                        it.app(),
                        it.account(),
                        it.region(),
                        it.repository(),
                        stages.stream().map(StageConfig::stage).toList()),
                stages);
    }

    private static StageConfig like(StageConfig last) {
        return new StageConfig(
                last.schemaVersion(),
                "another",
                "555555555555",
                last.region(),
                last.network(),
                last.workflow(),
                last.triggers(),
                last.gate(),
                last.endpoint(),
                last.model(),
                last.retain(),
                last.approval(),
                last.data(),
                last.watch(),
                last.notificationEmail(),
                last.tags());
    }
}
