package dev.trainyard.infra.ml;

import dev.trainyard.config.WorkflowSettings.Image;
import dev.trainyard.infra.access.OtherStage;
import dev.trainyard.infra.workflow.ModelImage;
import dev.trainyard.infra.workflow.ModelImage.Algorithm;
import java.util.Optional;

/**
 * The image that trains and serves the stage's model.
 *
 * @param ofAws for the estimator; what prepares the data runs in it or its sibling all the same
 * @param own the config's own in its place: where the stage promotes, that of the stage which trained
 */
record StageImage(ModelImage ofAws, Optional<Image> own) {

    static StageImage of(MlStackProps props) {
        var algorithm = Algorithm.of(ModelDefinition.estimator(props.archives().model()));
        var own = props.source()
                .map(OtherStage::image)
                .orElseGet(() -> props.stage().workflow().training().image());
        return new StageImage(ModelImage.in(props.stage().region(), algorithm), own);
    }

    String uri() {
        return own.map(Image::uri).orElseGet(ofAws::uri);
    }
}
