package dev.trainyard.engine.pipeline;

import dev.trainyard.engine.wire.ApiException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads definitions. Whatever in them would be executed on AWS and not here is refused by its name. */
final class DefinitionReader {
    private static final Set<String> PIPELINE = Set.of(
            "name", "roleArn", "artifactStore", "artifactStores", "stages", "version", "executionMode", "pipelineType");
    private static final Set<String> STAGE = Set.of("name", "actions", "blockers");
    private static final Set<String> ACTION = Set.of(
            "name",
            "actionTypeId",
            "runOrder",
            "configuration",
            "inputArtifacts",
            "outputArtifacts",
            "roleArn",
            "region",
            "namespace",
            "timeoutInMinutes");

    private final Predicate<ActionType> knows;

    DefinitionReader(Predicate<ActionType> knows) {
        this.knows = knows;
    }

    Definition read(ObjectNode given, int version) {
        ObjectNode json = given.deepCopy().put("version", version);
        onlyKnown(json, PIPELINE, "pipeline");
        String mode = json.path("executionMode").asString("SUPERSEDED");
        if (!mode.equals("SUPERSEDED")) {
            throw invalid("The rehearsal does not know the execution mode " + mode + "; it knows SUPERSEDED");
        }
        if (json.hasNonNull("artifactStores")) {
            throw invalid("The rehearsal does not know artifactStores (actions in several regions)");
        }
        JsonNode store = json.path("artifactStore");
        return new Definition(
                json,
                text(json, "name"),
                version,
                text(json, "roleArn"),
                text(store, "location"),
                store.path("encryptionKey").path("id").stringValueOpt(),
                json.path("stages").values().stream().map(this::stage).toList());
    }

    private StageDeclaration stage(JsonNode json) {
        String name = text(json, "name");
        onlyKnown(json, STAGE, "stage " + name);
        return new StageDeclaration(
                name,
                json.path("actions").values().stream()
                        .map(action -> action(action, name))
                        .toList());
    }

    private ActionDeclaration action(JsonNode json, String stage) {
        String name = text(json, "name");
        onlyKnown(json, ACTION, "action " + stage + "/" + name);
        ActionType type = type(json.path("actionTypeId"));
        if (!knows.test(type)) {
            throw new ApiException(
                    "InvalidActionDeclarationException",
                    "The rehearsal does not know the action type " + type.label() + " version " + type.version()
                            + " of the action " + stage + "/" + name);
        }
        return new ActionDeclaration(
                name,
                type,
                json.path("runOrder").asInt(1),
                configuration(json.path("configuration")),
                names(json.path("inputArtifacts")),
                names(json.path("outputArtifacts")),
                json.path("roleArn").stringValueOpt(),
                json.path("region").stringValueOpt(),
                json.path("namespace").stringValueOpt(),
                Optional.of(json.path("timeoutInMinutes").asInt(0))
                        .filter(minutes -> minutes > 0)
                        .map(Duration::ofMinutes));
    }

    private static ActionType type(JsonNode json) {
        return new ActionType(
                text(json, "category"),
                text(json, "owner"),
                text(json, "provider"),
                json.path("version").asString("1"));
    }

    private static Map<String, String> configuration(JsonNode json) {
        Map<String, String> configuration = new LinkedHashMap<>();
        json.forEachEntry((key, value) -> configuration.put(key, value.asString()));
        return configuration;
    }

    private static List<String> names(JsonNode artifacts) {
        return artifacts.values().stream()
                .map(artifact -> text(artifact, "name"))
                .toList();
    }

    private static String text(JsonNode json, String key) {
        return json.path(key)
                .stringValueOpt()
                .orElseThrow(() -> invalid("The definition lacks \"" + key + "\" in " + json));
    }

    private static void onlyKnown(JsonNode json, Set<String> known, String where) {
        Set<String> unknown = new TreeSet<>();
        json.forEachEntry((key, value) -> {
            if (!known.contains(key) && !(value.isNull() || (value.isContainer() && value.isEmpty()))) {
                unknown.add(key);
            }
        });
        if (!unknown.isEmpty()) {
            throw invalid("The rehearsal does not know " + unknown + " of the " + where);
        }
    }

    private static ApiException invalid(String message) {
        return new ApiException("InvalidStructureException", message);
    }
}
