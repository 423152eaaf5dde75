package dev.trainyard.infra.rules;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A state in JSONata has none of JSONPath's fields: what goes in is Arguments, what comes out Output.
 *
 * <p>Source: docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html.
 */
final class JsonataFields implements AwsRule {

    private static final List<String> OF_JSON_PATH =
            List.of("InputPath", "Parameters", "ResultSelector", "ResultPath", "OutputPath");

    @Override
    public Stream<Refusal> refusals(SynthesizedAssembly assembly) {
        return Machine.in(assembly)
                .flatMap(machine -> OF_JSON_PATH.stream()
                        .map(field -> refusal(machine, field, statesWith(machine, field)))
                        .flatMap(found -> found));
    }

    private static List<String> statesWith(Machine machine, String field) {
        var ofAll = language(machine.definition(), "JSONPath");
        return machine.states().entrySet().stream()
                .filter(state -> language(state.getValue(), ofAll).equals("JSONata")
                        && state.getValue().has(field))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String language(JsonNode of, String otherwise) {
        return of.path("QueryLanguage").asString(otherwise);
    }

    private static Stream<Refusal> refusal(Machine machine, String field, List<String> states) {
        return states.isEmpty()
                ? Stream.empty()
                : Stream.of(Refusal.of(
                        machine.resource(),
                        "CreateStateMachine refuses the definition, SCHEMA_VALIDATION_FAILED: the JSONPath field '%s' is not supported when the query language is JSONata, at %s. Arguments takes its place."
                                .formatted(
                                        field,
                                        states.stream().map("/States/"::concat).collect(Collectors.joining(", ")))));
    }
}
