package dev.trainyard.repositorytests.contracts;

import dev.trainyard.config.PlatformConfig;
import dev.trainyard.config.StageConfig;
import dev.trainyard.infra.ModelAssets;
import dev.trainyard.pipeline.PipelineStack;
import dev.trainyard.pipeline.PipelineStackProps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every template that the repository's own config synthesizes to, by the stack's name; made once. */
final class SynthesizedProject {

    static final Path ASSEMBLY = synthesize(Repository.CONFIG);
    private static final Map<String, JsonNode> TEMPLATES = read(ASSEMBLY);

    private SynthesizedProject() {}

    static Map<String, JsonNode> templates() {
        return TEMPLATES;
    }

    static JsonNode template(String stack) {
        return Objects.requireNonNull(TEMPLATES.get(stack), () -> "no stack " + stack + " in " + TEMPLATES.keySet());
    }

    static JsonNode pipeline() {
        return template(Repository.CONFIG.pipeline().app() + "-pipeline");
    }

    static JsonNode ml(StageConfig stage) {
        return template(Repository.CONFIG.names(stage).mlStack());
    }

    static Stream<Resource> resources(JsonNode template, String type) {
        return template.path("Resources").properties().stream()
                .map(entry -> new Resource(entry.getKey(), entry.getValue()))
                .filter(resource -> resource.json().path("Type").asString().equals(type));
    }

    /**
     * @param id logical id
     * @param json as in the template
     */
    record Resource(String id, JsonNode json) {

        JsonNode properties() {
            return json.path("Properties");
        }
    }

    /** The assembly of a configuration, in a directory of its own. */
    static Path synthesize(PlatformConfig config) {
        try {
            var work =
                    Files.createTempDirectory(Path.of("target"), "synthesized-").toAbsolutePath();
            var app = new App(AppProps.builder()
                    .outdir(work.resolve("cdk.out").toString())
                    .analyticsReporting(false)
                    .build());
            new PipelineStack(app, new PipelineStackProps(config, stubAssets(work)));
            app.synth();
            return work.resolve("cdk.out");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is in an archive changes no template, and it need not be built for these tests. */
    static ModelAssets stubAssets(Path work) throws IOException {
        return new ModelAssets(
                Files.writeString(work.resolve("lambda.zip"), "lambda"),
                Files.writeString(work.resolve("sourcedir.tar.gz"), "source"),
                Files.writeString(work.resolve("model.json"), "{\"estimator\": {\"type\": \"ridge\"}}"));
    }

    /** Every template of an assembly, by the stack's name. */
    static Map<String, JsonNode> read(Path assembly) {
        var templates = new TreeMap<String, JsonNode>();
        try (var files = Files.walk(assembly)) {
            files.filter(file -> file.endsWith("manifest.json")).forEach(file -> addStacks(templates, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return templates;
    }

    private static void addStacks(Map<String, JsonNode> templates, Path manifest) {
        var artifacts = JsonMapper.shared().readTree(manifest).path("artifacts");
        artifacts.forEachEntry((id, artifact) -> {
            if (artifact.path("type").asString().equals("aws:cloudformation:stack")) {
                var properties = artifact.path("properties");
                var file =
                        manifest.resolveSibling(properties.path("templateFile").asString());
                // A stack that is called as its artifact does not say so again.
                templates.put(
                        properties.path("stackName").asString(id),
                        JsonMapper.shared().readTree(file));
            }
        });
    }
}
