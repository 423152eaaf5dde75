package dev.trainyard.pipeline;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.pipelines.CodeBuildStep;
import software.amazon.awscdk.pipelines.CodeBuildStepProps;
import software.amazon.awscdk.services.codebuild.ComputeType;

/** Creates the stage's network and data stacks on LocalStack before anything of the stage is touched: the kit's endpoint-tests. */
final class LocalStackStep extends CodeBuildStep {

    private static final String ASSEMBLY = "assembly";

    LocalStackStep(StageContext context, Stage stage) {
        super("LocalStack", props(context, stage));
    }

    private static CodeBuildStepProps props(StageContext context, Stage stage) {
        return CodeBuildStepProps.builder()
                .input(context.build().kit())
                .additionalInputs(Map.of(ASSEMBLY, context.build()))
                .commands(List.of(new KitTests("dev.trainyard.endpointtests.stagetemplates")
                        .with("trainyard.templates", ASSEMBLY + "/" + stage.getArtifactId())
                        .command()))
                .buildEnvironment(context.image().dockerMachine(ComputeType.MEDIUM))
                .partialBuildSpec(StandardImage.runtimes(StandardImage.Language.JAVA))
                .timeout(Duration.minutes(30))
                .build();
    }
}
