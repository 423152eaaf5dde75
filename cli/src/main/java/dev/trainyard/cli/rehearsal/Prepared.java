package dev.trainyard.cli.rehearsal;

import dev.trainyard.cli.aws.Target;
import dev.trainyard.cli.pipeline.Pipeline;
import dev.trainyard.cli.source.SourceArchive.Revision;
import dev.trainyard.config.PlatformConfig;

/**
 * All that step 0 leaves behind.
 *
 * @param target the stand-in
 * @param config what is rehearsed
 * @param pipeline as deployed
 * @param run the execution to follow
 * @param revision the source that was sent
 */
public record Prepared(Target target, PlatformConfig config, Pipeline pipeline, String run, Revision revision) {}
