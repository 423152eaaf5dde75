package dev.trainyard.infra.rules;

import dev.trainyard.infra.rules.Machine.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The variants of an endpoint config have names of their own.
 *
 * <p>Source: docs.aws.amazon.com/sagemaker/latest/APIReference/API_ProductionVariant.html (VariantName), and the service's refusal
 * in github.com/mlflow/mlflow, issue 6486.
 */
final class VariantNames implements AwsRule {

    private static final Pattern NAME = Pattern.compile("\"VariantName\" *: *\"([^\"]*)\"");

    @Override
    public Stream<Refusal> refusals(SynthesizedAssembly assembly) {
        return Machine.in(assembly)
                .flatMap(machine -> machine.tasks().stream()
                        .filter(task -> task.operation().endsWith("sagemaker:createEndpointConfig"))
                        .flatMap(task -> refusals(machine, task)));
    }

    private static Stream<Refusal> refusals(Machine machine, Task task) {
        return lists(task.arguments().path("ProductionVariants")).stream()
                .flatMap(list -> repeated(list).stream())
                .distinct()
                .map(name -> Refusal.of(
                        machine.resource(),
                        "%s: createEndpointConfig is refused, ValidationException: several production variants have the same name %s, and the names of a config's variants must be unique. Give each variant a name of its own."
                                .formatted(task.state(), name)));
    }

    private static List<String> repeated(String variants) {
        var names =
                NAME.matcher(variants).results().map(found -> found.group(1)).toList();
        return names.stream()
                .filter(name -> Collections.frequency(names, name) > 1)
                .toList();
    }

    /** The lists of variants: the one, or of an expression those that it chooses among, each as its text. */
    private static List<String> lists(JsonNode variants) {
        var text = variants.isString() ? variants.asString() : variants.toString();
        var found = new ArrayList<String>();
        int depth = 0;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '[' && depth++ == 0) {
                begin = i;
            } else if (text.charAt(i) == ']' && --depth == 0) {
                found.add(text.substring(begin, i));
            }
        }
        return found;
    }
}
