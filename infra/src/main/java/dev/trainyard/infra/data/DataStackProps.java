package dev.trainyard.infra.data;

import dev.trainyard.config.StageConfig;
import dev.trainyard.config.StageNames;

/**
 * @param stage the stage's config
 * @param names the stage's names
 */
public record DataStackProps(StageConfig stage, StageNames names) {}
