package dev.trainyard.infra;

import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a stage's three stacks synthesize to. */
final class StageTemplates {

    private static final JsonMapper JSON = new JsonMapper();

    private final String stage;
    private final JsonNode network;
    private final JsonNode data;
    private final JsonNode ml;

    StageTemplates(PlatformStage stage) {
        this.stage = stage.getStageName();
        network = json(stage.network());
        data = json(stage.data());
        ml = json(stage.ml());
    }

    JsonNode network() {
        return network;
    }

    JsonNode data() {
        return data;
    }

    JsonNode ml() {
        return ml;
    }

    Stream<Resource> resources() {
        return Stream.of(network, data, ml).flatMap(StageTemplates::resources);
    }

    static Stream<Resource> resources(JsonNode template) {
        return template.path("Resources").properties().stream()
                .map(entry -> new Resource(entry.getKey(), entry.getValue()));
    }

    static Stream<Resource> resources(JsonNode template, String type) {
        return resources(template).filter(resource -> resource.type().equals(type));
    }

    /** Named in a test's report. */
    @Override
    public String toString() {
        return stage;
    }

    private static JsonNode json(Stack stack) {
        Map<String, Object> template = Template.fromStack(stack).toJSON();
        return JSON.valueToTree(template);
    }

    /**
     * @param id logical id
     * @param json the resource as in the template
     */
    record Resource(String id, JsonNode json) {

        String type() {
            return json.path("Type").asString();
        }

        JsonNode properties() {
            return json.path("Properties");
        }
    }
}
