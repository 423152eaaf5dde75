package dev.trainyard.infra;

import dev.trainyard.config.PipelineConfig;
import dev.trainyard.config.StageConfig;
import dev.trainyard.config.StageNames;

/**
 * What a stage is made from.
 *
 * @param pipeline where the pipeline lives: whom the stage's roles trust
 * @param stage the stage's config
 * @param names the stage's names
 * @param assets archives to deploy
 */
public record PlatformStageProps(PipelineConfig pipeline, StageConfig stage, StageNames names, ModelAssets assets) {}
