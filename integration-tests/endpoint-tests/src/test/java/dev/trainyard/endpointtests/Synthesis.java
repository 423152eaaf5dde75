package dev.trainyard.endpointtests;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Synthesizes the repository's own app over an edited copy of its config, as a process: these tests know templates, not
 * CDK. Maven builds {@code pipeline} before this module.
 */
final class Synthesis {
    private static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("trainyard.root")));

    private final Path output;

    private Synthesis(Path output) {
        this.output = output;
    }

    /** The dev stage as it stands in {@code config/stages/dev.yaml}. */
    static StageAssembly dev() {
        return dev(UnaryOperator.identity());
    }

    /** The dev stage with its YAML edited as a user would edit it. */
    static StageAssembly dev(UnaryOperator<String> edit) {
        try {
            var config = config();
            var file = config.resolve("stages/dev.yaml");
            Files.writeString(file, edit.apply(Files.readString(file)));
            return of(config).stage("dev");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A copy of the repository's config that is the dev stage alone. */
    static Path config() throws IOException {
        var work = Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), "synthesis-");
        var config = work.resolve("config");
        copy(ROOT.resolve("config"), config);
        keepOnlyDev(config);
        return config;
    }

    /** Everything that a config directory synthesizes to, beside it. */
    static Synthesis of(Path config) throws IOException {
        return new Synthesis(synthesize(config, config.resolveSibling("cdk.out")));
    }

    StageAssembly stage(String name) {
        return new StageAssembly(output.resolve("assembly-trainyard-pipeline-" + name));
    }

    /** Replaces text that must be there, so that an edit which no longer edits anything is noticed. */
    static UnaryOperator<String> replacing(String old, String replacement) {
        return yaml -> {
            if (!yaml.contains(old)) {
                throw new IllegalArgumentException("config/stages/dev.yaml has no '%s'".formatted(old));
            }
            return yaml.replace(old, replacement);
        };
    }

    /** The other stages would be synthesized for nothing. */
    private static void keepOnlyDev(Path config) throws IOException {
        var pipeline = config.resolve("pipeline.yaml");
        Files.writeString(pipeline, Files.readString(pipeline).replaceAll("stages: \\[.*]", "stages: [dev]"));
        try (var stages = Files.list(config.resolve("stages"))) {
            for (var stage : stages.filter(it -> !it.endsWith("dev.yaml")).toList()) {
                Files.delete(stage);
            }
        }
    }

    private static Path synthesize(Path config, Path output) throws IOException {
        var classpath = Files.readString(ROOT.resolve("pipeline/target/synth.classpath"));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        ROOT.resolve("pipeline/target/classes") + File.pathSeparator + classpath,
                        "dev.trainyard.pipeline.PipelineApp",
                        "--config",
                        config.toString())
                .directory(ROOT.toFile())
                .redirectErrorStream(true);
        builder.environment().put("CDK_OUTDIR", output.toString());
        builder.environment().put("CDK_VALIDATION", "false");
        var process = builder.start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException("synthesis failed:\n" + text);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while synthesizing", e);
        }
        return output;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.filter(it -> it.toString().endsWith(".yaml")).toList()) {
                var target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                Files.copy(file, target);
            }
        }
    }
}
