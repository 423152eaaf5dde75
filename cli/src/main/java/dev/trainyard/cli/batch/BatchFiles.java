package dev.trainyard.cli.batch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A batch's records on their way to S3, and its answers on their way back. */
public final class BatchFiles {

    private static final String FOLDER = "batch/";

    private final S3Client s3;

    public BatchFiles(S3Client s3) {
        this.s3 = s3;
    }

    /** Puts files below {@code batch/<input>} of the raw bucket. */
    public void upload(List<Path> files, String rawBucket, String input) {
        for (Path file : files) {
            s3.putObject(request -> request.bucket(rawBucket).key(FOLDER + input + file.getFileName()), file);
        }
    }

    /** Names of what lies below {@code batch/<input>}. */
    public List<String> names(String rawBucket, String input) {
        return objects(rawBucket, FOLDER + input).stream()
                .map(S3Object::key)
                .filter(key -> !key.endsWith("/"))
                .map(key -> key.substring(FOLDER.length()))
                .toList();
    }

    /** Fetches every answer file below an S3 URI into a directory; returns the files in their keys' order. */
    public List<Path> download(URI output, Path directory) {
        String prefix = output.getPath().substring(1);
        return objects(output.getHost(), prefix).stream()
                .filter(found -> found.key().endsWith(".out"))
                .map(found -> fetch(
                        output.getHost(),
                        found.key(),
                        directory.resolve(found.key().substring(prefix.length()))))
                .toList();
    }

    private Path fetch(String bucket, String key, Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.deleteIfExists(file);
            s3.getObject(request -> request.bucket(bucket).key(key), ResponseTransformer.toFile(file));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private List<S3Object> objects(String bucket, String prefix) {
        return s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix)).contents().stream()
                .toList();
    }

    /**
     * How many records a file answers.
     *
     * @param records all
     * @param refused those that the model could not answer
     */
    public record Count(long records, long refused) {}

    /** Counts the answers of a file that are not joined to their records. */
    public static Count count(Path file) {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            long records = 0;
            long refused = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                records += 1;
                refused += line.contains("\"error\"") ? 1 : 0;
            }
            return new Count(records, refused);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
