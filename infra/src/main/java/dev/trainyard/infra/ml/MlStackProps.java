package dev.trainyard.infra.ml;

import dev.trainyard.config.PipelineConfig;
import dev.trainyard.config.StageConfig;
import dev.trainyard.config.StageNames;
import dev.trainyard.infra.workflow.Dataset;
import dev.trainyard.infra.workflow.JobNetwork;
import java.nio.file.Path;

/**
 * @param pipeline whom the Release and Verify roles trust
 * @param stage the stage's config
 * @param names the stage's names
 * @param archives code to deploy
 * @param network where jobs run
 * @param dataset what they read and write
 */
public record MlStackProps(
        PipelineConfig pipeline,
        StageConfig stage,
        StageNames names,
        Archives archives,
        JobNetwork network,
        Dataset dataset) {

    /**
     * @param lambdaZip the Java handlers
     * @param source the training code, a flat tar.gz
     */
    public record Archives(Path lambdaZip, Path source) {}
}
