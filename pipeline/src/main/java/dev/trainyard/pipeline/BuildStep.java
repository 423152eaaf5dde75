package dev.trainyard.pipeline;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.pipelines.CodeBuildStep;
import software.amazon.awscdk.pipelines.CodeBuildStepProps;
import software.amazon.awscdk.pipelines.FileSet;
import software.amazon.awscdk.pipelines.IFileSetProducer;
import software.amazon.awscdk.services.codebuild.ComputeType;

/**
 * Compiles, tests and synthesizes once, by {@code pipeline/build.sh} alone: a changed build is a changed file of the repository,
 * never a changed buildspec, which no pipeline could apply to itself.
 *
 * <p>Outputs: the assembly (primary) and the {@link #kit()}.
 */
final class BuildStep extends CodeBuildStep {

    private final FileSet kit;

    BuildStep(IFileSetProducer source, StandardImage image) {
        super("Build", props(source, image));
        this.kit = addOutputDirectory("pipeline/target/kit");
    }

    /** What later steps run instead of building: the CLI, the tests of a stage, the config, the sample data. */
    FileSet kit() {
        return kit;
    }

    private static CodeBuildStepProps props(IFileSetProducer source, StandardImage image) {
        return CodeBuildStepProps.builder()
                .input(source)
                .commands(List.of("sh pipeline/build.sh"))
                .primaryOutputDirectory("cdk.out")
                .buildEnvironment(image.machine(ComputeType.MEDIUM))
                .partialBuildSpec(StandardImage.runtimes(
                        StandardImage.Language.JAVA, StandardImage.Language.NODE, StandardImage.Language.PYTHON))
                .timeout(Duration.hours(1))
                .build();
    }
}
