package dev.trainyard.engine.action;

import dev.trainyard.engine.aws.ArtifactBucket;
import dev.trainyard.engine.pipeline.ActionContext;
import dev.trainyard.engine.pipeline.ActionFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Output artifacts of an earlier run that stand for a build, so that a rehearsal which is not about the build does not
 * wait for it. The action then counts as substituted.
 */
public final class SavedArtifacts {
    private final Path directory;
    private final ArtifactBucket bucket;

    /** @param directory holds {@code <stage>/<action>/<artifact>.zip} */
    public SavedArtifacts(Path directory, ArtifactBucket bucket) {
        this.directory = directory;
        this.bucket = bucket;
    }

    /** Uploads them, if there are any of the action, and says so. Some without the others are a mistake. */
    boolean standFor(ActionContext context) {
        String action = context.action().record().path();
        Path saved = directory.resolve(action);
        if (!Files.isDirectory(saved)) {
            return false;
        }
        Set<String> outputs = context.outputs().keySet();
        if (outputs.isEmpty() || !outputs.stream().allMatch(name -> Files.exists(file(saved, name)))) {
            throw new ActionFailure(
                    "ConfigurationError",
                    "The saved artifacts of " + action + " are not all of its outputs, which are " + outputs);
        }
        context.outputs().forEach((name, location) -> bucket.put(context.pipeline(), file(saved, name), location));
        context.action().substituted("saved artifacts in place of the build");
        return true;
    }

    private static Path file(Path saved, String artifact) {
        return saved.resolve(artifact + ".zip");
    }
}
