package dev.trainyard.engine.build;

import dev.trainyard.engine.archive.ZipArchive;
import dev.trainyard.engine.aws.ArtifactBucket;
import dev.trainyard.engine.aws.ArtifactLocation;
import dev.trainyard.engine.aws.Identity;
import dev.trainyard.engine.buildspec.ArtifactFiles;
import dev.trainyard.engine.buildspec.Buildspec;
import dev.trainyard.engine.buildspec.BuildspecException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Packs what the buildspec says into the output artifacts that the pipeline expects. */
final class ArtifactUpload {
    private final ArtifactBucket bucket;
    private final Identity writer;
    private final Workspace workspace;

    ArtifactUpload(ArtifactBucket bucket, Identity writer, Workspace workspace) {
        this.bucket = bucket;
        this.writer = writer;
        this.workspace = workspace;
    }

    void upload(Buildspec spec, Map<String, ArtifactLocation> outputs) throws IOException {
        for (Map.Entry<String, ArtifactLocation> output : outputs.entrySet()) {
            Path zip = workspace.scratch().resolve("output.zip");
            ZipArchive.pack(zip, files(spec, output.getKey(), outputs.size()).under(workspace.source()));
            bucket.put(writer, zip, output.getValue());
        }
    }

    /** One output is the primary artifact; of several, each has to be a secondary one by its name. */
    private static ArtifactFiles files(Buildspec spec, String output, int outputs) {
        Optional<ArtifactFiles> named =
                Optional.ofNullable(spec.secondaryArtifacts().get(output));
        Optional<ArtifactFiles> chosen = outputs == 1 ? named.or(spec::artifacts) : named;
        return chosen.orElseThrow(() -> new BuildspecException("The buildspec has no artifact " + output + "; it has "
                + spec.secondaryArtifacts().keySet()));
    }
}
