package dev.trainyard.endpointtests;

import static dev.trainyard.endpointtests.Synthesis.replacing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/**
 * Two stages, each in an account of its own: dev trains, and the one behind it, of the same settings, takes its candidate.
 *
 * @param giver trains
 * @param taker promotes
 */
record PromotingStages(DeployedStage giver, DeployedStage taker) {

    /** Deploys both, with the sample in the first and less of it in the second: nothing has run. */
    static PromotingStages deploy(String giver, String taker) {
        try {
            var config = Synthesis.config();
            var dev = config.resolve("stages/dev.yaml");
            var yaml = replacing("222222222222", giver).apply(Files.readString(dev));
            Files.writeString(dev, yaml);
            Files.writeString(
                    config.resolve("stages/next.yaml"),
                    replacing("source: train", "source: promote")
                            .compose(replacing("stage: dev", "stage: next"))
                            .compose(replacing(giver, taker))
                            .apply(yaml));
            var pipeline = config.resolve("pipeline.yaml");
            Files.writeString(pipeline, replacing("[dev]", "[dev, next]").apply(Files.readString(pipeline)));
            var stages = Synthesis.of(config);
            var both = new PromotingStages(
                    DeployedStage.deploy(stages.stage("dev")), DeployedStage.deploy(stages.stage("next")));
            both.giver.putRawData("auto-mpg.csv", SampleData.all());
            both.taker.putRawData("auto-mpg.csv", SampleData.firstRows(300));
            return both;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
