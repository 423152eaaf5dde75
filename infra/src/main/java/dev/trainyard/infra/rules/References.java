package dev.trainyard.infra.rules;

import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Values of templates as texts that can be compared across stacks: a reference is the same text wherever it stands. */
final class References {

    private final SynthesizedAssembly assembly;

    References(SynthesizedAssembly assembly) {
        this.assembly = assembly;
    }

    /** The text of a value; a reference to a resource, or to an attribute of it, is {@code ${stack/logicalId}}. */
    String text(SynthesizedStack stack, JsonNode value) {
        if (value.isString()) {
            return value.asString();
        }
        if (value.has("Fn::Join")) {
            var join = value.path("Fn::Join");
            return join.path(1)
                    .valueStream()
                    .map(part -> text(stack, part))
                    .collect(Collectors.joining(join.path(0).asString("")));
        }
        var pseudo = pseudo(stack).get(value.path("Ref").asString(""));
        return pseudo != null
                ? pseudo
                : assembly.referred(stack, value).map(References::of).orElse(value.toString());
    }

    static String of(Resource resource) {
        return "${%s/%s}".formatted(resource.stack().name(), resource.id());
    }

    private static Map<String, String> pseudo(SynthesizedStack stack) {
        return Map.of(
                "AWS::Partition", "aws",
                "AWS::Region", stack.region(),
                "AWS::AccountId", stack.account());
    }
}
