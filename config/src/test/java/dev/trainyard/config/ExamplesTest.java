package dev.trainyard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The examples are whole, are taken as they stand, and show between them every key that may be left out. */
class ExamplesTest {

    private static final PlatformConfig EXAMPLES = ConfigLoader.load(ConfigFiles.REPOSITORY.resolve("examples"));

    @Test
    void thereIsOneForEachWayToRunAStage() {
        assertThat(EXAMPLES.stages())
                .extracting(StageConfig::stage)
                .contains("minimal", "promote", "tuning", "canary", "ab", "serverless", "spark");
    }

    @Test
    void everyPartThatMayBeLeftOutIsShown() {
        shown(stage -> stage.workflow().tuning().isPresent());
        shown(stage -> stage.workflow().training().spot().isPresent());
        shown(stage -> !stage.workflow().training().hyperparameters().isEmpty());
        shown(stage -> stage.triggers().flatMap(Triggers::data).isPresent());
        shown(stage -> stage.triggers().flatMap(Triggers::schedule).isPresent());
        shown(stage -> stage.endpoint().serverless().isPresent());
        shown(stage -> stage.endpoint().rollout().isPresent());
        shown(stage -> stage.endpoint().autoscaling().isPresent());
        shown(stage -> stage.endpoint().abTest().isPresent());
        shown(stage -> stage.endpoint().capture().isPresent());
        shown(stage -> stage.watch().isPresent());
    }

    private static void shown(Predicate<StageConfig> part) {
        assertThat(EXAMPLES.stages()).anyMatch(part);
    }
}
