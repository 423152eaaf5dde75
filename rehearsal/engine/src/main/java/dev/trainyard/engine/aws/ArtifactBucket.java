package dev.trainyard.engine.aws;

import java.nio.file.Path;

/** Moves artifacts, each time as the identity that would move them on AWS. */
public interface ArtifactBucket {
    void get(Identity reader, ArtifactLocation from, Path to);

    void put(Identity writer, Path from, ArtifactLocation to);
}
