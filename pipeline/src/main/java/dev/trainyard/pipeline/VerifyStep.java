package dev.trainyard.pipeline;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.pipelines.CodeBuildStep;
import software.amazon.awscdk.pipelines.CodeBuildStepProps;
import software.amazon.awscdk.services.codebuild.ComputeType;

/** Asks the deployed stage whether it does what it should: the kit's stage-tests. */
final class VerifyStep extends CodeBuildStep {

    VerifyStep(StageContext stage, StageAccessRole access) {
        super("Verify", props(stage, access));
    }

    private static CodeBuildStepProps props(StageContext stage, StageAccessRole access) {
        var config = stage.config();
        return CodeBuildStepProps.builder()
                .input(stage.build().kit())
                .commands(List.of(new KitTests("dev.trainyard.stagetests")
                        .with("trainyard.app", stage.names().app())
                        .with("trainyard.stage", config.stage())
                        .with("trainyard.account", config.account())
                        .with("trainyard.region", config.region())
                        .command()))
                .role(access.role())
                .buildEnvironment(stage.image().machine(ComputeType.SMALL))
                .partialBuildSpec(StandardImage.runtimes(StandardImage.Language.JAVA))
                .timeout(Duration.minutes(30))
                .build();
    }
}
