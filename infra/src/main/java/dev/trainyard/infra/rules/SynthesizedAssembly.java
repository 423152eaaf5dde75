package dev.trainyard.infra.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All stacks of a cloud assembly and of those nested in it, with the references between them.
 *
 * @param directory that the assembly was written to
 * @param stacks in the order of their manifests
 */
public record SynthesizedAssembly(Path directory, List<SynthesizedStack> stacks) {

    public SynthesizedAssembly {
        stacks = List.copyOf(stacks);
    }

    /** Reads what {@code App.synth()} wrote. */
    public static SynthesizedAssembly read(Path directory) {
        var stacks = new ArrayList<SynthesizedStack>();
        collect(directory, stacks);
        return new SynthesizedAssembly(directory, stacks);
    }

    Stream<Resource> resources(String type) {
        return stacks.stream().flatMap(stack -> stack.resources(type));
    }

    /** The resource that a {@code Ref}, {@code Fn::GetAtt} or {@code Fn::ImportValue} of a stack speaks of. */
    Optional<Resource> referred(SynthesizedStack from, JsonNode value) {
        if (value.has("Fn::ImportValue")) {
            var export = value.path("Fn::ImportValue").asString("");
            return stacks.stream()
                    .filter(stack -> stack.region().equals(from.region())
                            && stack.account().equals(from.account()))
                    .flatMap(stack -> exported(stack, export))
                    .findFirst();
        }
        var id = value.path("Ref").asString(value.path("Fn::GetAtt").path(0).asString(""));
        return from.resources().filter(resource -> resource.id().equals(id)).findFirst();
    }

    private Stream<Resource> exported(SynthesizedStack stack, String export) {
        return stack.template()
                .path("Outputs")
                .valueStream()
                .filter(output ->
                        output.path("Export").path("Name").asString("").equals(export))
                .flatMap(output -> referred(stack, output.path("Value")).stream());
    }

    private static void collect(Path directory, List<SynthesizedStack> stacks) {
        json(directory.resolve("manifest.json")).path("artifacts").properties().forEach(entry -> {
            var artifact = entry.getValue();
            switch (artifact.path("type").asString("")) {
                case "cdk:cloud-assembly" ->
                    collect(
                            directory.resolve(
                                    artifact.at("/properties/directoryName").asString()),
                            stacks);
                case "aws:cloudformation:stack" -> stacks.add(stack(directory, entry.getKey(), artifact));
                default -> {}
            }
        });
    }

    /** Its environment is {@code aws://account/region}; its display name the construct's path below the app. */
    private static SynthesizedStack stack(Path directory, String id, JsonNode artifact) {
        var environment = artifact.path("environment").asString().split("/", -1);
        return new SynthesizedStack(
                artifact.at("/properties/stackName").asString(id),
                artifact.path("displayName")
                        .asString(id)
                        .replaceFirst("^[^/]*pipeline/", "")
                        .replace("/", " / "),
                environment[2],
                environment[3],
                json(directory.resolve(artifact.at("/properties/templateFile").asString())));
    }

    private static JsonNode json(Path file) {
        try {
            return JsonMapper.shared().readTree(Files.readString(file));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
