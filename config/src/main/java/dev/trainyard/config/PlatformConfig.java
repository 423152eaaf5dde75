package dev.trainyard.config;

import java.util.List;
import java.util.Optional;

/**
 * Everything under {@code config/}: the pipeline's own settings and its stages, in the order a change travels.
 *
 * @param pipeline where the pipeline lives and what it listens to
 * @param stages at least one, in the order of {@code pipeline.yaml}
 */
public record PlatformConfig(PipelineConfig pipeline, List<StageConfig> stages) {

    public PlatformConfig {
        stages = List.copyOf(stages);
    }

    /** Returns the stage of that name, or fails naming the stages there are. */
    public StageConfig stage(String name) {
        return stages.stream()
                .filter(stage -> stage.stage().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no stage '%s'; config/pipeline.yaml has %s"
                        .formatted(name, stages.stream().map(StageConfig::stage).toList())));
    }

    /** Returns the stage that a change passes before this one; nothing for the first. */
    public Optional<StageConfig> before(StageConfig stage) {
        int index = stages.indexOf(stage);
        return index > 0 ? Optional.of(stages.get(index - 1)) : Optional.empty();
    }

    /** Returns the stage that a change passes after this one; nothing for the last. */
    public Optional<StageConfig> after(StageConfig stage) {
        int index = stages.indexOf(stage);
        return index >= 0 && index < stages.size() - 1 ? Optional.of(stages.get(index + 1)) : Optional.empty();
    }

    public StageNames names(StageConfig stage) {
        return new StageNames(pipeline.app(), stage.stage());
    }
}
