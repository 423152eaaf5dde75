package dev.trainyard.cli.release;

import java.nio.file.Path;
import java.util.List;

/** The raw data of a stage. */
public interface RawData {

    /** {@code s3://bucket/raw/}, for messages. */
    String place();

    /** What lies there, without directory markers. */
    List<StoredFile> files();

    void put(Path file);

    /**
     * An object.
     *
     * @param key in its bucket
     * @param eTag changes with its content
     */
    record StoredFile(String key, String eTag) {}
}
