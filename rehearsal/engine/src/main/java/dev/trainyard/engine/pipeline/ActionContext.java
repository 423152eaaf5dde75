package dev.trainyard.engine.pipeline;

import dev.trainyard.engine.aws.ArtifactLocation;
import dev.trainyard.engine.aws.Identity;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an action is given.
 *
 * @param configuration with variables resolved
 * @param inputs where its input artifacts are, in the definition's order
 * @param outputs where its output artifacts have to go
 * @param identity its own role, or the pipeline's where it has none
 * @param pipeline the pipeline's role
 */
public record ActionContext(
        Execution execution,
        ActionExecution action,
        Map<String, String> configuration,
        Map<String, ArtifactLocation> inputs,
        Map<String, ArtifactLocation> outputs,
        Identity identity,
        Identity pipeline) {

    public ActionDeclaration declaration() {
        return action.declaration();
    }

    /** Where the action works: its own region, or the pipeline's. */
    public String region() {
        return declaration().region().orElse(execution.owner().region());
    }

    public String required(String key) {
        return optional(key)
                .orElseThrow(() -> new ActionFailure(
                        "ConfigurationError", declaration().type().label() + " needs the configuration key " + key));
    }

    public Optional<String> optional(String key) {
        return Optional.ofNullable(configuration.get(key)).filter(value -> !value.isEmpty());
    }

    /** Refuses every configuration key that is not listed. */
    public void knowsOnly(Set<String> keys) {
        Set<String> unknown = new TreeSet<>(configuration.keySet());
        unknown.removeAll(keys);
        if (!unknown.isEmpty()) {
            throw new ActionFailure(
                    "ConfigurationError",
                    "The rehearsal does not know the configuration " + unknown + " of "
                            + declaration().type().label() + "; it knows " + new TreeSet<>(keys));
        }
    }
}
