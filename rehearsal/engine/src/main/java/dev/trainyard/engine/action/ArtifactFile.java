package dev.trainyard.engine.action;

import dev.trainyard.engine.archive.ZipArchive;
import dev.trainyard.engine.aws.ArtifactBucket;
import dev.trainyard.engine.aws.ArtifactLocation;
import dev.trainyard.engine.aws.Identity;
import dev.trainyard.engine.pipeline.ActionContext;
import dev.trainyard.engine.pipeline.ActionFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads one file of an input artifact, named {@code artifact::path}; puts one beside it. */
final class ArtifactFile {
    private static final String SEPARATOR = "::";

    private final ArtifactBucket bucket;
    private final Path work;

    ArtifactFile(ArtifactBucket bucket, Path work) {
        this.bucket = bucket;
        this.work = work;
    }

    /** Reads as the action's role: in the target account, it is the one that AWS lets read the artifact. */
    String read(ActionContext context, String reference) {
        int at = reference.indexOf(SEPARATOR);
        ArtifactLocation location = at < 0 ? null : context.inputs().get(reference.substring(0, at));
        if (location == null) {
            throw new ActionFailure(
                    "ConfigurationError",
                    reference + " names no input artifact; the action has "
                            + context.inputs().keySet());
        }
        String path = reference.substring(at + SEPARATOR.length());
        return withFile(zip -> {
            bucket.get(context.identity(), location, zip);
            return new String(ZipArchive.read(zip, path), StandardCharsets.UTF_8);
        });
    }

    void write(Identity writer, String text, ArtifactLocation to) {
        withFile(file -> {
            bucket.put(writer, Files.writeString(file, text), to);
            return text;
        });
    }

    /** What is done with a file. */
    @FunctionalInterface
    private interface Use {
        String with(Path file) throws IOException;
    }

    private String withFile(Use use) {
        try {
            Files.createDirectories(work);
            Path directory = Files.createTempDirectory(work, "file-");
            try {
                return use.with(directory.resolve("file"));
            } finally {
                Files.deleteIfExists(directory.resolve("file"));
                Files.delete(directory);
            }
        } catch (IOException e) {
            throw new ActionFailure("JobFailed", String.valueOf(e.getMessage()));
        }
    }
}
