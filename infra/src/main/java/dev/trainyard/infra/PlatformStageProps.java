package dev.trainyard.infra;

import dev.trainyard.config.PipelineConfig;
import dev.trainyard.config.PlatformConfig;
import dev.trainyard.config.StageConfig;
import dev.trainyard.config.StageNames;

/**
 * What a stage is made from.
 *
 * @param pipeline where the pipeline lives: whom the stage's roles trust
 * @param stage the stage's config
 * @param names the stage's names
 * @param neighbours stages that it shares models with
 * @param assets archives to deploy
 */
public record PlatformStageProps(
        PipelineConfig pipeline, StageConfig stage, StageNames names, Neighbours neighbours, ModelAssets assets) {

    /** Of one stage of a configuration. */
    public static PlatformStageProps of(StageConfig stage, PlatformConfig config, ModelAssets assets) {
        return new PlatformStageProps(
                config.pipeline(), stage, config.names(stage), Neighbours.of(stage, config), assets);
    }
}
