package dev.trainyard.pipeline;

import dev.trainyard.config.EndpointSettings.Rollout;
import dev.trainyard.config.StageConfig;
import dev.trainyard.config.WorkflowSettings.WhenBusy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.pipelines.CodeBuildStep;
import software.amazon.awscdk.pipelines.CodeBuildStepProps;
import software.amazon.awscdk.services.codebuild.ComputeType;

/** Brings data where there is none, runs the stage's ML workflow and waits for it: {@code trainyard release} from the kit. */
final class ReleaseStep extends CodeBuildStep {

    /**
     * CodeBuild's longest build: 2160 minutes by <a
     * href="https://docs.aws.amazon.com/codebuild/latest/APIReference/API_CreateProject.html">its API</a> and by
     * CloudFormation's property. CDK's own validation (F3034) still warns of more than 480, the limit of years ago.
     */
    private static final java.time.Duration LONGEST = java.time.Duration.ofHours(36);

    /** For all beside data and jobs: more than the workflow allows itself, so that its own timeout speaks first. */
    private static final java.time.Duration MARGIN = java.time.Duration.ofHours(5);

    ReleaseStep(StageContext stage, StageAccessRole access) {
        super("Release", props(stage, access));
    }

    private static CodeBuildStepProps props(StageContext stage, StageAccessRole access) {
        return CodeBuildStepProps.builder()
                .input(stage.build().kit())
                .commands(List.of("java -cp 'lib/*' dev.trainyard.cli.Trainyard release --stage %s --config config"
                        .formatted(stage.config().stage())))
                .env(variables(stage))
                .role(access.role())
                .buildEnvironment(stage.image().machine(ComputeType.SMALL))
                .partialBuildSpec(StandardImage.runtimes(StandardImage.Language.JAVA))
                .timeout(Duration.minutes(longestRelease(stage.config()).toMinutes()))
                .build();
    }

    /** Sorted: a map without an order would give other bytes in the next JVM. */
    private static Map<String, String> variables(StageContext stage) {
        return new TreeMap<>(Map.of(
                "COMMIT_ID",
                stage.source().sourceAttribute("CommitId"),
                "PIPELINE_EXECUTION_ID",
                "#{codepipeline.PipelineExecutionId}"));
    }

    /** The sum of the waits the config allows, that for another run among them: whatever ends first says more than a build that was cut off. */
    static java.time.Duration longestRelease(StageConfig stage) {
        var workflow = stage.workflow();
        var run = workflow.processing()
                .maxRuntime()
                .multipliedBy(2)
                .plus(workflow.training().maxRuntime())
                .plus(stage.endpoint().rollout().map(Rollout::waits).orElse(java.time.Duration.ZERO))
                .plus(MARGIN);
        var runs = workflow.whenBusy() == WhenBusy.WAIT ? run.multipliedBy(2) : run;
        var sum = stage.data().maxWait().plus(runs);
        return sum.compareTo(LONGEST) < 0 ? sum : LONGEST;
    }
}
