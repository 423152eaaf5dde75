package dev.trainyard.engine.action;

import dev.trainyard.engine.aws.ArtifactBucket;
import dev.trainyard.engine.pipeline.ActionContext;
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

    /** Uploads them, if all outputs of the action are there, and says so. */
    boolean standFor(ActionContext context) {
        Path saved = directory.resolve(context.action().record().path());
        Set<String> outputs = context.outputs().keySet();
        if (outputs.isEmpty() || !outputs.stream().allMatch(name -> Files.exists(file(saved, name)))) {
            return false;
        }
        context.outputs().forEach((name, location) -> bucket.put(context.pipeline(), file(saved, name), location));
        context.action().substituted("saved artifacts in place of the build");
        return true;
    }

    private static Path file(Path saved, String artifact) {
        return saved.resolve(artifact + ".zip");
    }
}
