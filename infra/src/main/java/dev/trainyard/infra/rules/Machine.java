package dev.trainyard.infra.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A state machine: what it calls, and as whom.
 *
 * @param resource that it is deployed by
 * @param role that it works as
 * @param definition in Amazon States Language
 */
record Machine(Resource resource, Resource role, JsonNode definition) {

    /**
     * A call.
     *
     * @param state that makes it
     * @param operation after {@code states:::}, such as {@code aws-sdk:sagemaker:createModel}
     * @param arguments references in them are texts, as {@link References} writes them
     */
    record Task(String state, String operation, JsonNode arguments) {}

    /** The state machines whose role is in the assembly, too. */
    static Stream<Machine> in(SynthesizedAssembly assembly) {
        var references = new References(assembly);
        return assembly.resources("AWS::StepFunctions::StateMachine")
                .flatMap(machine -> assembly
                        .referred(machine.stack(), machine.properties().path("RoleArn"))
                        .stream()
                        .map(role -> new Machine(machine, role, definition(references, machine))));
    }

    private static JsonNode definition(References references, Resource machine) {
        var text = references.text(machine.stack(), machine.properties().path("DefinitionString"));
        return JsonMapper.shared().readTree(text);
    }

    /** Its task states, those of maps and branches too. */
    List<Task> tasks() {
        return states().entrySet().stream()
                .filter(state -> state.getValue().path("Type").asString("").equals("Task"))
                .map(state -> new Task(
                        state.getKey(),
                        state.getValue().path("Resource").asString("").replaceFirst(".*:states:::", ""),
                        state.getValue().path("Arguments")))
                .toList();
    }

    /** Its states by name, those of maps and branches too: names are unique in a machine. */
    Map<String, JsonNode> states() {
        var found = new LinkedHashMap<String, JsonNode>();
        collect(definition, found);
        return found;
    }

    private static void collect(JsonNode states, Map<String, JsonNode> found) {
        states.path("States").properties().forEach(entry -> {
            found.put(entry.getKey(), entry.getValue());
            collect(entry.getValue().path("ItemProcessor"), found);
            entry.getValue().path("Branches").valueStream().forEach(branch -> collect(branch, found));
        });
    }
}
