package dev.trainyard.infra;

import dev.trainyard.config.ConfigLoader;
import dev.trainyard.config.PlatformConfig;
import dev.trainyard.config.StageConfig;
import dev.trainyard.config.WorkflowSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/** The stages of the repository's own config, each synthesized once for all tests. */
final class Stages {

    static final PlatformConfig CONFIG =
            ConfigLoader.load(Path.of(Objects.requireNonNull(System.getProperty("trainyard.root")))
                    .resolve("config"));

    /** Whole stages that show every key: {@code config/examples}. */
    static final PlatformConfig EXAMPLES =
            ConfigLoader.load(Path.of(Objects.requireNonNull(System.getProperty("trainyard.root")))
                    .resolve("config/examples"));

    /** The record that ends an archive, of none. */
    private static final String EMPTY_ZIP = "PK\u0005\u0006" + "\0".repeat(18);

    private static final Map<String, StageTemplates> TEMPLATES = new LinkedHashMap<>();

    private Stages() {}

    static Stream<StageConfig> all() {
        return CONFIG.stages().stream();
    }

    /** The templates of a stage as configured. */
    static StageTemplates templates(StageConfig config) {
        return TEMPLATES.computeIfAbsent(config.stage(), stage -> new StageTemplates(in(app(), config)));
    }

    /** The templates of an example. */
    static StageTemplates example(String stage) {
        return templates(EXAMPLES.stage(stage));
    }

    /** The templates of every stage as configured. */
    static Stream<StageTemplates> templates() {
        return all().map(Stages::templates);
    }

    static PlatformStage in(App app, StageConfig config) {
        return in(app, config, CONFIG);
    }

    static PlatformStage in(App app, StageConfig stage, PlatformConfig config) {
        return new PlatformStage(
                app, stage.stage(), PlatformStageProps.of(stage, config, assets("hist_gradient_boosting")));
    }

    private static PlatformStage in(App app, StageConfig config, String estimator) {
        return new PlatformStage(app, config.stage(), PlatformStageProps.of(config, CONFIG, assets(estimator)));
    }

    /** The templates of a stage that is not as configured, with a model of another estimator. */
    static StageTemplates templates(StageConfig config, String estimator) {
        return new StageTemplates(in(app(), config, estimator));
    }

    /** A stage with another workflow and another source of its model. */
    static StageConfig with(StageConfig config, WorkflowSettings workflow, StageConfig.Model model) {
        return new StageConfig(
                config.schemaVersion(),
                config.stage(),
                config.account(),
                config.region(),
                config.network(),
                workflow,
                config.triggers(),
                config.gate(),
                config.endpoint(),
                model,
                config.retain(),
                config.approval(),
                config.data(),
                config.watch(),
                config.notificationEmail(),
                config.tags());
    }

    /** Without copies of assets: no test looks into an archive. */
    static App app() {
        return new App(AppProps.builder()
                .context(Map.of("aws:cdk:disable-asset-staging", true))
                .build());
    }

    static App app(Path out) {
        return new App(AppProps.builder().outdir(out.toString()).build());
    }

    private static ModelAssets assets(String estimator) {
        return new ModelAssets(
                stub("lambda.zip", EMPTY_ZIP),
                stub("sourcedir.tar.gz", "source"),
                stub(estimator + ".json", "{\"estimator\": {\"type\": \"%s\"}}".formatted(estimator)));
    }

    private static Path stub(String name, String content) {
        var file = Path.of("target", "test-assets", name);
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
