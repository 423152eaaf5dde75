package dev.trainyard.infra.data;

import dev.trainyard.config.StageConfig;
import dev.trainyard.config.StageNames;
import dev.trainyard.infra.access.OtherStage;
import java.util.Optional;

/**
 * @param stage the stage's config
 * @param names the stage's names
 * @param taker the stage behind, where it takes its models from this one
 */
public record DataStackProps(StageConfig stage, StageNames names, Optional<OtherStage> taker) {}
