package dev.trainyard.pipeline;

import dev.trainyard.config.StageConfig;
import dev.trainyard.config.StageNames;
import software.amazon.awscdk.pipelines.CodePipelineSource;

/**
 * What the steps of one stage are made from.
 *
 * @param source where the commit comes from
 * @param build what was built from it
 * @param image what every step runs on
 * @param config the stage
 * @param names names of its roles
 */
record StageContext(
        CodePipelineSource source, BuildStep build, StandardImage image, StageConfig config, StageNames names) {}
