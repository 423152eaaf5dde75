package dev.trainyard.engine.build;

import dev.trainyard.engine.archive.ZipArchive;
import dev.trainyard.engine.aws.ArtifactBucket;
import dev.trainyard.engine.aws.ArtifactLocation;
import dev.trainyard.engine.aws.Identity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The directories of one build; removed with all they hold when it ends. */
final class Workspace implements AutoCloseable {
    private final Path root;
    private final Map<String, String> sources = new TreeMap<>();

    Workspace(Path root) {
        this.root = root;
        try {
            for (Path directory : new Path[] {source(), home(), temporary(), scratch()}) {
                Files.createDirectories(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the build's directories", e);
        }
        sources.put("CODEBUILD_SRC_DIR", source().toString());
    }

    Path source() {
        return root.resolve("src");
    }

    Path home() {
        return root.resolve("home");
    }

    Path temporary() {
        return root.resolve("tmp");
    }

    /** For the engine's own files, such as the shell's command. */
    Path scratch() {
        return root.resolve("scratch");
    }

    /** The CODEBUILD_SRC_DIR variables. */
    Map<String, String> sources() {
        return sources;
    }

    /** Brings the input artifacts: the primary one into the source directory, the others beside it. */
    void download(PipelineHandover handover, ArtifactBucket bucket, Identity reader) throws IOException {
        for (Map.Entry<String, ArtifactLocation> input : handover.inputs().entrySet()) {
            boolean primary = input.getKey().equals(handover.primarySource());
            Path target = primary ? source() : root.resolve("src-" + input.getKey());
            Path zip = scratch().resolve("input.zip");
            bucket.get(reader, input.getValue(), zip);
            ZipArchive.unpack(zip, target);
            Files.delete(zip);
            if (!primary) {
                sources.put("CODEBUILD_SRC_DIR_" + input.getKey(), target.toString());
            }
        }
    }

    @Override
    public void close() {
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // What a build made unreadable stays until the stand-in's directory goes; its result stands.
        }
    }
}
