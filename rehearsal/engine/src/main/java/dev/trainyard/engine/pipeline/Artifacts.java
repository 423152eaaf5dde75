package dev.trainyard.engine.pipeline;

import dev.trainyard.engine.aws.ArtifactLocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Where an action finds its input artifacts, and where its output artifacts go. */
final class Artifacts {
    private static final int LONGEST_PIPELINE_PREFIX = 20;
    private static final int LONGEST_ARTIFACT_PREFIX = 10;
    private static final int KEY_LENGTH = 7;

    private Artifacts() {}

    static Map<String, ArtifactLocation> inputs(Execution execution, List<String> names) {
        Map<String, ArtifactLocation> inputs = new LinkedHashMap<>();
        for (String name : names) {
            ArtifactLocation location = execution.artifacts().get(name);
            if (location == null) {
                throw new ActionFailure("ConfigurationError", "No earlier action made the input artifact " + name);
            }
            inputs.put(name, location);
        }
        return inputs;
    }

    static Map<String, ArtifactLocation> outputs(Execution execution, List<String> names) {
        Map<String, ArtifactLocation> outputs = new LinkedHashMap<>();
        names.forEach(name -> outputs.put(name, place(execution, name)));
        return outputs;
    }

    /** Where a new artifact goes, in CodePipeline's own scheme of keys. */
    private static ArtifactLocation place(Execution execution, String artifact) {
        Definition definition = execution.definition();
        String key = head(definition.name(), LONGEST_PIPELINE_PREFIX) + "/" + head(artifact, LONGEST_ARTIFACT_PREFIX)
                + "/" + head(UUID.randomUUID().toString(), KEY_LENGTH);
        return new ArtifactLocation(definition.bucket(), key, definition.encryptionKey());
    }

    private static String head(String text, int length) {
        return text.substring(0, Math.min(text.length(), length));
    }
}
