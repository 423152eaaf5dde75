package dev.trainyard.pipeline;

import dev.trainyard.config.ConfigException;
import dev.trainyard.config.ConfigLoader;
import dev.trainyard.config.PlatformConfig;
import dev.trainyard.infra.AssemblyCheck;
import dev.trainyard.infra.ModelAssets;
import dev.trainyard.infra.RefusedAssemblyException;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/**
 * Synthesizes the pipeline and, nested in its assembly, every stage. Runs in the repository's root: {@code PipelineApp [--config
 * DIR]}. The same files give the same bytes. What AWS would refuse of them ends it.
 */
public final class PipelineApp {

    /**
     * What the CDK CLI would otherwise set, and differently from a synthesis without the CLI: the first deployment and the
     * pipeline's own synthesis must agree, or the pipeline would restart itself for nothing.
     */
    private static final Map<String, Object> SETTINGS = Map.of(
            "aws:cdk:enable-path-metadata", true,
            "aws:cdk:enable-asset-metadata", false,
            "aws:cdk:disable-stack-trace", true);

    private PipelineApp() {}

    public static void main(String[] arguments) {
        try {
            synthesize(ConfigLoader.load(configDirectory(arguments)));
        } catch (ConfigException | RefusedAssemblyException refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        }
    }

    private static void synthesize(PlatformConfig config) {
        var app = new App(AppProps.builder()
                .analyticsReporting(false)
                .postCliContext(SETTINGS)
                .build());
        new PipelineStack(app, new PipelineStackProps(config, builtAssets()));
        AssemblyCheck.refuseWhatAwsRefuses(Path.of(app.synth().getDirectory()));
    }

    private static Path configDirectory(String... arguments) {
        if (arguments.length == 0) {
            return Path.of("config");
        }
        if (arguments.length == 2 && arguments[0].equals("--config")) {
            return Path.of(arguments[1]);
        }
        throw new IllegalArgumentException("usage: PipelineApp [--config DIR], got: " + String.join(" ", arguments));
    }

    private static ModelAssets builtAssets() {
        var model = Path.of("sagemaker-code", "target");
        return new ModelAssets(
                Path.of("lambdas", "target", "lambda.zip"),
                model.resolve("sourcedir.tar.gz"),
                model.resolve("model.json"));
    }
}
