package dev.trainyard.infra;

import dev.trainyard.config.PlatformConfig;
import dev.trainyard.config.StageConfig;
import dev.trainyard.config.StageConfig.ModelSource;
import dev.trainyard.config.WorkflowSettings.Image;
import dev.trainyard.infra.access.OtherStage;
import java.util.Optional;

/**
 * Stages that a stage shares models with.
 *
 * @param source the stage before, where this one takes its models from; absent where it trains its own
 * @param taker the stage behind, where that takes its models from this one
 */
public record Neighbours(Optional<OtherStage> source, Optional<OtherStage> taker) {

    /** As the configuration says. */
    public static Neighbours of(StageConfig stage, PlatformConfig config) {
        return new Neighbours(
                config.before(stage).filter(before -> promotes(stage)).map(before -> other(before, config)),
                config.after(stage).filter(Neighbours::promotes).map(after -> other(after, config)));
    }

    private static boolean promotes(StageConfig stage) {
        return stage.model().source() == ModelSource.PROMOTE;
    }

    private static OtherStage other(StageConfig stage, PlatformConfig config) {
        return new OtherStage(config.names(stage), stage.account(), stage.region(), image(stage, config));
    }

    /** A promoted model keeps the image that trained it. */
    private static Optional<Image> image(StageConfig stage, PlatformConfig config) {
        return promotes(stage)
                ? config.before(stage).flatMap(before -> image(before, config))
                : stage.workflow().training().image();
    }
}
