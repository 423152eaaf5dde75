package dev.trainyard.infra;

import static dev.trainyard.infra.StageTemplates.resources;

import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A state machine as Step Functions reads it: the template's definition with something put in for each reference. */
final class WorkflowDefinition {

    private final JsonNode definition;

    private WorkflowDefinition(JsonNode definition) {
        this.definition = definition;
    }

    static WorkflowDefinition of(StageTemplates stage) {
        return of(stage, "");
    }

    /** @param suffix of the machine's name, after the stage's: {@code -batch} */
    static WorkflowDefinition of(StageTemplates stage, String suffix) {
        var machine = resources(stage.ml(), "AWS::StepFunctions::StateMachine")
                .filter(resource -> resource.properties()
                        .path("StateMachineName")
                        .asString()
                        .endsWith("-" + stage + suffix))
                .findFirst()
                .orElseThrow();
        var parts =
                machine.properties().path("DefinitionString").path("Fn::Join").get(1);
        var text = StreamSupport.stream(parts.spliterator(), false)
                .map(part -> part.isString() ? part.asString() : "reference")
                .collect(Collectors.joining());
        return new WorkflowDefinition(JsonMapper.shared().readTree(text));
    }

    JsonNode json() {
        return definition;
    }

    JsonNode state(String name) {
        return definition.path("States").path(name);
    }

    Stream<Entry<String, JsonNode>> states() {
        return definition.path("States").properties().stream();
    }

    Stream<Entry<String, JsonNode>> tasks() {
        return states().filter(state -> state.getValue().path("Type").asString().equals("Task"));
    }

    /** Names of the states after which a run is over. */
    Stream<String> ends() {
        return states().filter(state -> followers(state.getValue()).isEmpty()).map(Entry::getKey);
    }

    Stream<JsonNode> jobs() {
        return tasks().map(Entry::getValue)
                .filter(task -> task.path("Resource").asString().endsWith(".sync"));
    }

    /** Names of the states that can follow one. */
    static List<String> followers(JsonNode state) {
        var names = new ArrayList<String>();
        names.addAll(state.findValuesAsString("Next"));
        if (state.has("Default")) {
            names.add(state.path("Default").asString());
        }
        return names;
    }

    /** Names of the states that a run can come to. */
    Set<String> reachable() {
        return reachableBut();
    }

    /** Names of the states that a run can come to without passing through some. */
    Set<String> reachableBut(String... closed) {
        return reached(definition.path("StartAt").asString(), closed);
    }

    /** Names of the states that a run can come to from one on, that one too, where nothing fails. */
    Set<String> whereAllIsWell(String from) {
        return reached(from, "IsEndpointTouched", "IsWorthAnotherTry");
    }

    private Set<String> reached(String from, String... closed) {
        var seen = new TreeSet<>(List.of(closed));
        var open = new ArrayList<>(List.of(from));
        while (!open.isEmpty()) {
            var name = open.removeLast();
            if (seen.add(name)) {
                open.addAll(followers(state(name)));
            }
        }
        return seen;
    }
}
