package dev.trainyard.engine.build;

import dev.trainyard.engine.aws.ArtifactLocation;
import java.util.Map;

/**
 * What CodePipeline hands to a build that it starts.
 *
 * @param action {@code stage/action}, for logs
 * @param initiator {@code codepipeline/<name>}
 * @param commitId what the execution is about
 * @param primarySource name of the input artifact that the build starts in
 * @param inputs by artifact name
 * @param outputs where each output artifact goes
 */
public record PipelineHandover(
        String action,
        String initiator,
        String commitId,
        String primarySource,
        Map<String, ArtifactLocation> inputs,
        Map<String, ArtifactLocation> outputs) {}
