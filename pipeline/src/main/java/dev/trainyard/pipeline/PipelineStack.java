package dev.trainyard.pipeline;

import dev.trainyard.config.PipelineConfig;
import dev.trainyard.config.StageConfig;
import dev.trainyard.infra.PlatformStage;
import dev.trainyard.infra.PlatformStageProps;
import dev.trainyard.infra.synth.SourceFiles;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.pipelines.CodeBuildOptions;
import software.amazon.awscdk.pipelines.CodePipeline;
import software.amazon.awscdk.pipelines.CodePipelineSource;
import software.amazon.awscdk.services.codebuild.ComputeType;
import software.amazon.awscdk.services.codepipeline.PipelineType;
import software.constructs.Construct;

/**
 * The pipeline of the tools account: Source, Build, UpdatePipeline, Assets, then each stage of the config in its order.
 *
 * <p>Prerequisites: every account bootstrapped, the stages' with trust to the tools account; the connection to GitHub made by hand.
 * Outputs: none.
 */
public final class PipelineStack extends Stack {

    /** One exact version: {@code latest} would change what the same commit does. */
    private static final String CDK_ASSETS = "4.7.3";

    /** A range: an exact CLI would be the old one when a commit brings a newer library, and could not read its assembly. */
    private static final String CDK_CLI = "2";

    private final PipelineStackProps props;
    private final StandardImage image = new StandardImage();
    private final CodePipelineSource source;
    private final BuildStep build;

    public PipelineStack(Construct scope, PipelineStackProps props) {
        super(scope, name(props.config().pipeline()), stackProps(props.config().pipeline()));
        TemplateFlags.setOn(this);
        this.props = props;
        var connection = new SourceConnection(props.config().pipeline().repository());
        this.source = connection.source();
        this.build = new BuildStep(source, image);
        var pipeline = pipeline(new ArtifactStore(this, "Artifacts"));
        props.config().stages().forEach(stage -> carry(pipeline, stage));
        pipeline.buildPipeline();
        connection.allowIn(pipeline);
        SourceFiles.noteIn(this);
    }

    private static String name(PipelineConfig config) {
        return config.app() + "-pipeline";
    }

    private static StackProps stackProps(PipelineConfig config) {
        return StackProps.builder()
                .stackName(name(config))
                .description("Carries %s from its repository through every stage".formatted(config.app()))
                .env(Environment.builder()
                        .account(config.account())
                        .region(config.region())
                        .build())
                .build();
    }

    private CodePipeline pipeline(ArtifactStore artifacts) {
        return CodePipeline.Builder.create(this, "Pipeline")
                .pipelineName(props.config().pipeline().app())
                .pipelineType(PipelineType.V2)
                .crossAccountKeys(true)
                .artifactBucket(artifacts.bucket())
                .synth(build)
                .selfMutation(true)
                .cliVersion(CDK_CLI)
                .cdkAssetsCliVersion(CDK_ASSETS)
                .publishAssetsInParallel(false)
                .codeBuildDefaults(CodeBuildOptions.builder()
                        .buildEnvironment(image.machine(ComputeType.SMALL))
                        .timeout(Duration.minutes(30))
                        .build())
                .selfMutationCodeBuildDefaults(npmTools())
                .assetPublishingCodeBuildDefaults(npmTools())
                .build();
    }

    /** CDK's own projects run tools from npm; our steps say themselves what they need. */
    private static CodeBuildOptions npmTools() {
        return CodeBuildOptions.builder()
                .partialBuildSpec(StandardImage.runtimes(StandardImage.Language.NODE))
                .build();
    }

    private void carry(CodePipeline pipeline, StageConfig config) {
        var names = props.config().names(config);
        var stage =
                new PlatformStage(this, config.stage(), PlatformStageProps.of(config, props.config(), props.assets()));
        var steps = new StageSteps(this, new StageContext(source, build, image, config, names));
        var isFirst = config.equals(props.config().stages().getFirst());
        pipeline.addStage(stage, isFirst ? steps.aroundFirst() : steps.around(stage));
    }
}
