package dev.trainyard.pipeline;

import dev.trainyard.config.StageConfig.Approval;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.pipelines.AddStageOpts;
import software.amazon.awscdk.pipelines.ManualApprovalStep;
import software.amazon.awscdk.pipelines.ManualApprovalStepProps;
import software.amazon.awscdk.pipelines.Step;
import software.constructs.Construct;

/**
 * What happens around the deployment of one stage: before it LocalStack and then the approval, after it Release and then Verify.
 * Who approves sees a release that has passed everything a machine can say.
 */
final class StageSteps {

    private final Construct scope;
    private final StageContext context;

    StageSteps(Construct scope, StageContext context) {
        this.scope = scope;
        this.context = context;
    }

    /** The first stage is its own rehearsal: nothing is held up before it. */
    AddStageOpts aroundFirst() {
        return around(new ArrayList<>());
    }

    AddStageOpts around(Stage stage) {
        var before = new ArrayList<Step>();
        before.add(new LocalStackStep(context, stage));
        return around(before);
    }

    private AddStageOpts around(List<Step> before) {
        if (context.config().approval() == Approval.REQUIRED) {
            before.add(after(before, approval()));
        }
        return AddStageOpts.builder().pre(before).post(after()).build();
    }

    private List<Step> after() {
        var release = new ReleaseStep(
                context,
                role(context.names().releaseBuildRole(), context.names().releaseRole()));
        var verify = new VerifyStep(
                context, role(context.names().verifyBuildRole(), context.names().verifyRole()));
        verify.addStepDependency(release);
        return List.of(release, verify);
    }

    private StageAccessRole role(String name, String stageRole) {
        return new StageAccessRole(scope, name, context.config().account(), stageRole);
    }

    private Step approval() {
        return new ManualApprovalStep(
                "Approve",
                ManualApprovalStepProps.builder()
                        .comment("Release %s to %s, account %s"
                                .formatted(
                                        context.names().app(),
                                        context.config().stage(),
                                        context.config().account()))
                        .build());
    }

    private static Step after(List<Step> earlier, Step step) {
        earlier.forEach(step::addStepDependency);
        return step;
    }
}
