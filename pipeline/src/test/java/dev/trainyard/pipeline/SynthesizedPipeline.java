package dev.trainyard.pipeline;

import dev.trainyard.config.ConfigLoader;
import dev.trainyard.config.PlatformConfig;
import dev.trainyard.infra.ModelAssets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The pipeline's synthesized template, read as JSON. The real config's is made once for all tests: it takes seconds. */
final class SynthesizedPipeline {

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * One action, as CodePipeline will run it.
     *
     * @param runOrder actions of equal order run at once
     * @param name name within its pipeline stage
     * @param provider CodeBuild, CloudFormation, Manual or CodeStarSourceConnection
     */
    record Action(int runOrder, String name, String provider) {}

    private static final class RealConfig {
        static final SynthesizedPipeline PIPELINE = of(realConfig());
    }

    private final String name;
    private final Path assembly;
    private final JsonNode template;

    private SynthesizedPipeline(PlatformConfig config, Path assembly) {
        this.name = nameIn(config);
        this.assembly = assembly;
        this.template = JSON.readTree(assembly.resolve(name + ".template.json"));
    }

    static PlatformConfig realConfig() {
        return ConfigLoader.load(root().resolve("config"));
    }

    static SynthesizedPipeline ofRealConfig() {
        return RealConfig.PIPELINE;
    }

    static SynthesizedPipeline of(PlatformConfig config) {
        var assembly = temporaryDirectory();
        synthesize(config, assembly);
        return new SynthesizedPipeline(config, assembly);
    }

    /** Synthesizes the real config into a directory, from a JVM of its own. */
    public static void main(String[] directory) {
        synthesize(realConfig(), Path.of(directory[0]));
    }

    private static void synthesize(PlatformConfig config, Path assembly) {
        var app = new App(AppProps.builder()
                .outdir(assembly.toString())
                .analyticsReporting(false)
                .build());
        new PipelineStack(app, new PipelineStackProps(config, stubAssets()));
        app.synth();
    }

    /** Archives of no content: what is in them changes no template, and they need not be built for these tests. */
    static ModelAssets stubAssets() {
        try {
            var directory = temporaryDirectory();
            return new ModelAssets(
                    Files.writeString(directory.resolve("lambda.zip"), "lambda"),
                    Files.writeString(directory.resolve("sourcedir.tar.gz"), "source"),
                    Files.writeString(directory.resolve("model.json"), "{\"estimator\": {\"type\": \"ridge\"}}"));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** The name of its stack in a config. */
    static String nameIn(PlatformConfig config) {
        return config.pipeline().app() + "-pipeline";
    }

    String name() {
        return name;
    }

    Path assembly() {
        return assembly;
    }

    /** Resources of that type, by logical id. */
    Map<String, JsonNode> resources(String type) {
        var found = new TreeMap<String, JsonNode>();
        template.path("Resources").forEachEntry((id, resource) -> {
            if (resource.path("Type").asString().equals(type)) {
                found.put(id, resource.path("Properties"));
            }
        });
        return found;
    }

    JsonNode pipeline() {
        return resources("AWS::CodePipeline::Pipeline").values().iterator().next();
    }

    List<String> stages() {
        return pipeline()
                .path("Stages")
                .valueStream()
                .map(it -> it.path("Name").asString())
                .toList();
    }

    /** The actions of a pipeline stage, in the order they run. */
    List<Action> actions(String stage) {
        return definitions(stage).stream()
                .map(it -> new Action(
                        it.path("RunOrder").asInt(),
                        it.path("Name").asString(),
                        it.at("/ActionTypeId/Provider").asString()))
                .sorted(Comparator.comparingInt(Action::runOrder).thenComparing(Action::name))
                .toList();
    }

    JsonNode action(String stage, String name) {
        return definitions(stage).stream()
                .filter(it -> it.path("Name").asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no action %s in %s".formatted(name, stage)));
    }

    /** The CodeBuild project of an action. */
    JsonNode project(String stage, String action) {
        var id = action(stage, action).at("/Configuration/ProjectName/Ref").asString();
        return Objects.requireNonNull(resources("AWS::CodeBuild::Project").get(id), id);
    }

    /** A project's buildspec: CDK writes the one of the assets into the assembly, so that a new asset changes no project. */
    JsonNode buildSpec(JsonNode project) {
        var text = project.at("/Source/BuildSpec").asString();
        return JSON.readTree(text.startsWith("{") ? text : read(assembly.resolve(text)));
    }

    private List<JsonNode> definitions(String stage) {
        return pipeline()
                .path("Stages")
                .valueStream()
                .filter(it -> it.path("Name").asString().equals(stage))
                .flatMap(it -> it.path("Actions").valueStream())
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory(root().resolve("pipeline/target"), "test-");
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static Path root() {
        return Path.of(System.getProperty("trainyard.root"));
    }
}
