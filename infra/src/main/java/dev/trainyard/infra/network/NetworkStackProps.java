package dev.trainyard.infra.network;

import dev.trainyard.config.StageConfig;
import dev.trainyard.config.StageNames;

/**
 * @param stage the stage's config
 * @param names the stage's names
 */
public record NetworkStackProps(StageConfig stage, StageNames names) {}
