package dev.trainyard.engine.buildspec;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A buildspec of version 0.2.
 *
 * @param runtimes {@code runtime-versions} of the install phase: language to version
 * @param variables {@code env.variables}
 * @param exportedVariables names whose values the action offers to later ones
 * @param phases in the order of CodeBuild, only those with commands
 * @param artifacts the primary artifact
 * @param secondaryArtifacts by identifier
 * @param recorded features that are kept and not acted upon: nothing of a rehearsal depends on them
 */
public record Buildspec(
        Map<String, String> runtimes,
        Map<String, String> variables,
        List<String> exportedVariables,
        List<Phase> phases,
        Optional<ArtifactFiles> artifacts,
        Map<String, ArtifactFiles> secondaryArtifacts,
        List<String> recorded) {}
