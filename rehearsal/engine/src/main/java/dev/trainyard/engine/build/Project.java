package dev.trainyard.engine.build;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the engine needs of a CodeBuild project.
 *
 * @param sourceType such as CODEPIPELINE or NO_SOURCE
 * @param buildspec inline, or the name of a file in the source
 * @param variables environment variables of type PLAINTEXT
 * @param logGroup empty where the project switched CloudWatch Logs off
 * @param recorded settings that are kept and not acted upon
 */
public record Project(
        String name,
        String serviceRole,
        String sourceType,
        String buildspec,
        BuildImage image,
        Map<String, String> variables,
        Optional<String> encryptionKey,
        Duration timeout,
        Optional<String> logGroup,
        List<String> recorded) {

    /**
     * Where a build would run.
     *
     * @param name of the container image
     * @param type of the environment, such as LINUX_CONTAINER
     * @param privileged may run Docker
     */
    public record BuildImage(String name, String type, String computeType, boolean privileged) {}
}
