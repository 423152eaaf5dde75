package dev.trainyard.infra.ml;

import dev.trainyard.config.PipelineConfig;
import dev.trainyard.config.StageConfig;
import dev.trainyard.config.StageNames;
import dev.trainyard.infra.access.OtherStage;
import dev.trainyard.infra.workflow.Dataset;
import dev.trainyard.infra.workflow.JobNetwork;
import java.nio.file.Path;
import java.util.Optional;

/**
 * @param pipeline whom the Release and Verify roles trust
 * @param stage the stage's config
 * @param names the stage's names
 * @param source the stage whose candidates this one takes; absent where it trains its own
 * @param archives code to deploy
 * @param network where jobs run
 * @param dataset what they read and write
 */
public record MlStackProps(
        PipelineConfig pipeline,
        StageConfig stage,
        StageNames names,
        Optional<OtherStage> source,
        Archives archives,
        JobNetwork network,
        Dataset dataset) {

    /**
     * @param lambdaZip the Java handlers
     * @param source the training code, a flat tar.gz
     * @param model {@code model.json} as it is in there
     */
    public record Archives(Path lambdaZip, Path source, Path model) {}
}
