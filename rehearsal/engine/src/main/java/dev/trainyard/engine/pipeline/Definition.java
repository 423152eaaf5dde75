package dev.trainyard.engine.pipeline;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A pipeline's definition.
 *
 * @param json as it was given, with its version
 * @param bucket of the artifacts
 * @param encryptionKey of the artifacts
 */
public record Definition(
        ObjectNode json,
        String name,
        int version,
        String roleArn,
        String bucket,
        Optional<String> encryptionKey,
        List<StageDeclaration> stages) {}
