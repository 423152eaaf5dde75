package dev.trainyard.repositorytests.contracts;

import dev.trainyard.config.StageConfig;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A state machine of a stage as Step Functions will read it, with something put in for each reference of the template.
 *
 * @param text Amazon States Language
 */
record Definition(String text) {

    private static final Map<String, String> KNOWN =
            Map.of("AWS::Partition", "aws", "AWS::Region", "us-east-1", "AWS::AccountId", "222222222222");

    /** The workflow. */
    static Definition of(StageConfig stage) {
        var name = Repository.CONFIG.names(stage).endpoint();
        return all(stage)
                .filter(machine ->
                        machine.properties().path("StateMachineName").asString().equals(name))
                .map(Definition::of)
                .findFirst()
                .orElseThrow();
    }

    /** Every state machine of a stage. */
    static Stream<SynthesizedProject.Resource> all(StageConfig stage) {
        return SynthesizedProject.resources(SynthesizedProject.ml(stage), "AWS::StepFunctions::StateMachine");
    }

    static Definition of(SynthesizedProject.Resource machine) {
        var text = machine.properties()
                .at("/DefinitionString/Fn::Join/1")
                .valueStream()
                .map(part -> part.isString() ? part.asString() : reference(part))
                .collect(Collectors.joining());
        return new Definition(text);
    }

    private static String reference(JsonNode part) {
        return KNOWN.getOrDefault(part.path("Ref").asString(""), "reference");
    }

    ObjectNode json() {
        return (ObjectNode) JsonMapper.shared().readTree(text);
    }

    JsonNode state(String name) {
        return json().path("States").required(name);
    }

    /** Members that are read of a JSONata variable: {@code $request.commit} gives {@code commit}. */
    TreeSet<String> membersReadOf(String variable) {
        return Pattern.compile("\\$%s\\.(\\w+)".formatted(variable))
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
