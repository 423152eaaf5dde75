package dev.trainyard.engine.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An action as the definition says it.
 *
 * @param configuration before variables are resolved
 * @param inputs names of artifacts
 * @param outputs names of artifacts
 */
public record ActionDeclaration(
        String name,
        ActionType type,
        int runOrder,
        Map<String, String> configuration,
        List<String> inputs,
        List<String> outputs,
        Optional<String> roleArn,
        Optional<String> region,
        Optional<String> namespace,
        Optional<Duration> timeout) {}
