package dev.trainyard.cli.rehearsal;

import dev.trainyard.cli.aws.Target;
import dev.trainyard.cli.pipeline.Pipeline;
import dev.trainyard.config.PlatformConfig;

/**
 * A pipeline with a run: what step 0 leaves behind, or what a kept rehearsal carries.
 *
 * @param target the stand-in
 * @param config what is rehearsed
 * @param pipeline as deployed
 * @param run the execution to follow
 */
public record Prepared(Target target, PlatformConfig config, Pipeline pipeline, String run) {}
