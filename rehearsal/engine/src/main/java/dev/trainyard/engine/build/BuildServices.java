package dev.trainyard.engine.build;

import dev.trainyard.engine.aws.ArtifactBucket;
import dev.trainyard.engine.aws.Identities;
import java.time.InstantSource;

/** What a build needs of the world. */
public record BuildServices(Identities identities, ArtifactBucket artifacts, LogStreams logs, InstantSource clock) {}
