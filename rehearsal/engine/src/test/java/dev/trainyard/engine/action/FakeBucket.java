package dev.trainyard.engine.action;

import dev.trainyard.engine.archive.ArchivedFile;
import dev.trainyard.engine.archive.ZipArchive;
import dev.trainyard.engine.aws.ArtifactBucket;
import dev.trainyard.engine.aws.ArtifactLocation;
import dev.trainyard.engine.aws.Identity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Holds one artifact, whatever its key, and remembers who put what where. */
final class FakeBucket implements ArtifactBucket {
    final List<String> puts = new ArrayList<>();
    private final Path zip;

    FakeBucket(Path directory, Map<String, String> files) throws IOException {
        List<ArchivedFile> all = new ArrayList<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = Files.writeString(directory.resolve("file-" + all.size()), file.getValue());
            all.add(new ArchivedFile(path, file.getKey()));
        }
        zip = directory.resolve("artifact.zip");
        ZipArchive.pack(zip, all);
    }

    @Override
    public void get(Identity reader, ArtifactLocation from, Path to) {
        try {
            Files.copy(zip, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void put(Identity writer, Path from, ArtifactLocation to) {
        puts.add(writer.arn() + " " + to.key() + " " + to.encryptionKey().orElse(""));
    }
}
