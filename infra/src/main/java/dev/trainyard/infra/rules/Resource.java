package dev.trainyard.infra.rules;

import dev.trainyard.infra.synth.SourceFiles;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A resource of a template.
 *
 * @param stack that it belongs to
 * @param id logical id
 * @param json the resource as in the template
 */
record Resource(SynthesizedStack stack, String id, JsonNode json) {

    private static final String PATH = "aws:cdk:path";

    String type() {
        return json.path("Type").asString("");
    }

    JsonNode properties() {
        return json.path("Properties");
    }

    /** Its construct's path, without CDK's own last part; the logical id where the template does not say it. */
    String path() {
        return json.path("Metadata").path(PATH).asString(id).replaceAll("/Resource$", "");
    }

    /** The file that makes it, and that of what its class extends; empty where the template does not say. */
    String source() {
        return Stream.of(SourceFiles.KEY, SourceFiles.BASE)
                .map(key -> json.path("Metadata").path(key).asString(""))
                .filter(file -> !file.isEmpty())
                .collect(Collectors.joining(" or "));
    }
}
