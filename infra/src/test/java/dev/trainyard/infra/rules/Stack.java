package dev.trainyard.infra.rules;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Stacks of an assembly that is written by hand. */
final class Stack {

    private Stack() {}

    /** A stack of us-east-1, its account told by its stage. */
    static SynthesizedStack of(String stage, String resources) {
        return new SynthesizedStack(
                "app-" + stage,
                stage + " / data",
                stage.equals("dev") ? "222222222222" : "333333333333",
                "us-east-1",
                JsonMapper.shared().readTree("{\"Resources\": {%s}}".formatted(resources)));
    }

    /** What all rules say of an assembly of these stacks. */
    static List<String> refusals(SynthesizedStack... stacks) {
        return refusals(Path.of("nowhere"), stacks);
    }

    static List<String> refusals(Path directory, SynthesizedStack... stacks) {
        return AwsRules.refusals(new SynthesizedAssembly(directory, List.of(stacks))).stream()
                .map(Refusal::text)
                .toList();
    }

    /** A resource without metadata. */
    static String resource(String id, String type, String properties) {
        return "\"%s\": {\"Type\": \"%s\", \"Properties\": {%s}}".formatted(id, type, properties);
    }

    static String resources(String... resources) {
        return String.join(", ", Stream.of(resources).toList());
    }
}
