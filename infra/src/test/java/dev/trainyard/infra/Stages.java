package dev.trainyard.infra;

import dev.trainyard.config.PipelineConfig;
import dev.trainyard.config.StageConfig;
import dev.trainyard.config.StageNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/** Stages to test, made from records until the config's loader is here. */
final class Stages {

    static final PipelineConfig PIPELINE = new PipelineConfig(
            1,
            "trainyard",
            "111111111111",
            "us-east-1",
            new PipelineConfig.Repository(
                    "your-org/trainyard", "main", "arn:aws:codeconnections:us-east-1:1:connection/0"),
            List.of("dev", "staging", "prod"));

    private Stages() {}

    static StageConfig config(String name) {
        return switch (name) {
            case "dev" ->
                config("dev", "222222222222", new StageConfig.Network("10.10.0.0/16", 2, StageConfig.Egress.ENDPOINTS));
            case "staging" ->
                config(
                        "staging",
                        "333333333333",
                        new StageConfig.Network("10.20.0.0/16", 2, StageConfig.Egress.ENDPOINTS));
            case "prod" ->
                config("prod", "444444444444", new StageConfig.Network("10.30.0.0/16", 2, StageConfig.Egress.NAT));
            default -> throw new IllegalArgumentException("no stage " + name);
        };
    }

    private static StageConfig config(String name, String account, StageConfig.Network network) {
        var machine = new StageConfig.Machine("ml.m5.large", 10, Duration.ofHours(1));
        return new StageConfig(
                1,
                name,
                account,
                "us-east-1",
                network,
                new StageConfig.Workflow(machine, machine),
                new StageConfig.Gate(0.7),
                new StageConfig.Endpoint("ml.m5.large", 1),
                new StageConfig.Model(StageConfig.ModelSource.TRAIN),
                name.equals("prod"),
                name.equals("prod") ? StageConfig.Approval.REQUIRED : StageConfig.Approval.NONE,
                new StageConfig.Data(name.equals("dev"), Duration.ofMinutes(10)),
                Optional.empty(),
                Map.of("owner", "ml-platform", "cost-centre", "0000"));
    }

    static PlatformStage in(App app, StageConfig config) {
        var names = new StageNames(PIPELINE.app(), config.stage());
        return new PlatformStage(app, config.stage(), new PlatformStageProps(PIPELINE, config, names, assets()));
    }

    static App app(Path out) {
        return new App(AppProps.builder().outdir(out.toString()).build());
    }

    private static ModelAssets assets() {
        return new ModelAssets(file("lambda.zip"), file("sourcedir.tar.gz"));
    }

    /** A stub: what is in an archive is no matter of a template. */
    private static Path file(String name) {
        var file = Path.of("target", "test-assets", name);
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
