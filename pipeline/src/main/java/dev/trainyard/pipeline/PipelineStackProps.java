package dev.trainyard.pipeline;

import dev.trainyard.config.PlatformConfig;
import dev.trainyard.infra.ModelAssets;

/**
 * What a pipeline is made of.
 *
 * @param config every stage, in the order a change travels
 * @param assets what Maven built before
 */
public record PipelineStackProps(PlatformConfig config, ModelAssets assets) {}
