package dev.trainyard.endpointtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One stage of a synthesized assembly: CDK's folder {@code assembly-…} with its manifest.
 *
 * @param folder the folder that holds {@code manifest.json}
 */
public record StageAssembly(Path folder) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** The template of the one stack whose name ends in {@code -suffix}, as CloudFormation will get it. */
    public ObjectNode template(String suffix) {
        return (ObjectNode) JSON.readTree(folder.resolve(
                stack(suffix).required("properties").required("templateFile").asString()));
    }

    /** The account that the stack of that suffix is meant for. */
    public String account(String suffix) {
        // aws://222222222222/us-east-1
        return stack(suffix).required("environment").asString().split("/")[2];
    }

    public String stackName(String suffix) {
        return stackName(stack(suffix));
    }

    private JsonNode stack(String suffix) {
        var stacks = read("manifest.json")
                .required("artifacts")
                .valueStream()
                .filter(artifact -> artifact.required("type").asString().equals("aws:cloudformation:stack"))
                .toList();
        return stacks.stream()
                .filter(stack -> stackName(stack).endsWith("-" + suffix))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no stack *-%s in %s; it has %s"
                        .formatted(
                                suffix,
                                folder,
                                stacks.stream().map(StageAssembly::stackName).collect(Collectors.joining(", ")))));
    }

    private static String stackName(JsonNode stack) {
        return stack.required("properties").required("stackName").asString();
    }

    private JsonNode read(String file) {
        try {
            return JSON.readTree(Files.readString(folder.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("no assembly at " + folder, e);
        }
    }
}
