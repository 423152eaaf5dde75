package dev.trainyard.pipeline;

import dev.trainyard.config.PlatformConfig;
import dev.trainyard.config.StageConfig.ModelSource;
import java.util.List;

/**
 * What the configuration may say and the stages do not do yet: refused before anything is synthesized, for a stage that did
 * something else instead would look as if it had obeyed.
 */
final class NotCarriedYet {

    private NotCarriedYet() {}

    /** Returns a line for each, naming file, key and what to write instead. */
    static List<String> in(PlatformConfig config) {
        return config.stages().stream()
                .filter(stage -> stage.model().source() == ModelSource.PROMOTE)
                .map(stage -> ("config/stages/%s.yaml: model.source promote is not carried out yet: the workflow has no"
                                + " state that takes the candidate of the stage before; write train")
                        .formatted(stage.stage()))
                .toList();
    }
}
