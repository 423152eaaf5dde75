package dev.trainyard.config;

import static dev.trainyard.config.ConfigDirectory.PIPELINE_FILE;
import static dev.trainyard.config.ConfigDirectory.stageFile;

import dev.trainyard.config.StageConfig.ModelSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code pipeline.yaml} and {@code stages/*.yaml} of a directory, and refuses all that is wrong at once. */
public final class ConfigLoader {

    /** Leaves 39 of SageMaker's 63 characters for an execution's id and what a job is for; IAM's 64 are less strict. */
    private static final int LONGEST_NAME = 24;

    private final ConfigDirectory directory;

    private ConfigLoader(ConfigDirectory directory) {
        this.directory = directory;
    }

    /** Throws {@link ConfigException} with every problem of every file. */
    public static PlatformConfig load(Path directory) {
        return new ConfigLoader(new ConfigDirectory(directory)).load();
    }

    private PlatformConfig load() {
        Optional<PipelineConfig> pipeline = directory.read(PIPELINE_FILE, PipelineRules.PIPELINE, PipelineConfig.class);
        List<String> files = directory.stages();
        List<StageConfig> stages = files.stream().flatMap(this::stage).toList();
        pipeline.ifPresent(read -> checkListed(read.stages(), files));
        pipeline.ifPresent(this::checkLengths);
        pipeline.ifPresent(read -> checkPromotion(read, stages));
        if (pipeline.isEmpty() || !directory.problems().isEmpty()) {
            throw new ConfigException(directory.problems());
        }
        return inOrder(pipeline.get(), stages);
    }

    private Stream<StageConfig> stage(String name) {
        Optional<StageConfig> stage = directory.read(stageFile(name), MatrixRule.STAGE, StageConfig.class);
        stage.map(StageConfig::stage)
                .filter(said -> !said.equals(name))
                .ifPresent(said -> directory.add(
                        stageFile(name), "stage", "must be '%s' as the file is named, got '%s'".formatted(name, said)));
        return stage.stream();
    }

    private void checkListed(List<String> listed, List<String> files) {
        for (String name : listed) {
            if (!files.contains(name)) {
                String file = directory.shown(stageFile(name));
                directory.add(PIPELINE_FILE, "stages", "names '%s', and there is no %s".formatted(name, file));
            }
        }
        String remedy = "is no stage of %s, which has %s: add '%s' there or delete this file";
        for (String name : files) {
            if (!listed.contains(name)) {
                String pipeline = directory.shown(PIPELINE_FILE);
                directory.add(stageFile(name), "", remedy.formatted(pipeline, String.join(", ", listed), name));
            }
        }
    }

    private void checkLengths(PipelineConfig pipeline) {
        String message = "and the stage %s are too long together: '%s' has %d characters of %d,"
                + " since SageMaker's names end at 63";
        for (String stage : pipeline.stages()) {
            String name = new StageNames(pipeline.app(), stage).endpoint();
            if (name.length() > LONGEST_NAME) {
                directory.add(PIPELINE_FILE, "app", message.formatted(stage, name, name.length(), LONGEST_NAME));
            }
        }
    }

    /** The first stage has none before it to take a model from. */
    private void checkPromotion(PipelineConfig pipeline, List<StageConfig> stages) {
        stages.stream()
                .filter(stage -> stage.stage().equals(pipeline.stages().getFirst()))
                .filter(stage -> stage.model().source() == ModelSource.PROMOTE)
                .forEach(stage -> directory.add(
                        stageFile(stage.stage()),
                        "model.source",
                        "must be train in the first stage, which has none before it to promote from, got 'promote'"));
    }

    private static PlatformConfig inOrder(PipelineConfig pipeline, List<StageConfig> stages) {
        PlatformConfig unordered = new PlatformConfig(pipeline, stages);
        return new PlatformConfig(
                pipeline, pipeline.stages().stream().map(unordered::stage).toList());
    }
}
