package dev.trainyard.engine.action;

import dev.trainyard.engine.json.Json;
import dev.trainyard.engine.pipeline.ActionContext;
import dev.trainyard.engine.pipeline.ActionFailure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import tools.jackson.databind.JsonNode;

/** Parameters and tags of a stack: from the template configuration in the artifact, overridden by the action. */
record StackInput(Map<String, String> parameters, Map<String, String> tags) {
    static StackInput of(ActionContext context, ArtifactFile files) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Map<String, String> tags = new LinkedHashMap<>();
        context.optional("TemplateConfiguration").ifPresent(reference -> {
            JsonNode configuration = Json.parse(files.read(context, reference));
            refuseUnknown(configuration, reference);
            texts(configuration.path("Parameters"), parameters);
            texts(configuration.path("Tags"), tags);
        });
        context.optional("ParameterOverrides").ifPresent(json -> texts(Json.parse(json), parameters));
        return new StackInput(parameters, tags);
    }

    void into(CreateChangeSetRequest.Builder request) {
        request.parameters(parameters.entrySet().stream()
                .map(entry -> Parameter.builder()
                        .parameterKey(entry.getKey())
                        .parameterValue(entry.getValue())
                        .build())
                .toList());
        request.tags(tags.entrySet().stream()
                .map(entry -> Tag.builder()
                        .key(entry.getKey())
                        .value(entry.getValue())
                        .build())
                .toList());
    }

    private static void refuseUnknown(JsonNode configuration, String reference) {
        Set<String> unknown = new TreeSet<>(configuration.propertyNames());
        unknown.removeAll(Set.of("Parameters", "Tags"));
        if (!unknown.isEmpty()) {
            throw new ActionFailure(
                    "ConfigurationError",
                    "The rehearsal does not know " + unknown + " of the template configuration " + reference
                            + "; it knows Parameters and Tags");
        }
    }

    private static void texts(JsonNode object, Map<String, String> into) {
        object.forEachEntry((key, value) -> {
            if (!value.isValueNode()) {
                throw new ActionFailure(
                        "ConfigurationError",
                        "The rehearsal does not know how to work out the parameter " + key + " from " + value);
            }
            into.put(key, value.asString());
        });
    }
}
