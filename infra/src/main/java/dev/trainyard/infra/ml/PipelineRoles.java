package dev.trainyard.infra.ml;

import dev.trainyard.infra.workflow.StageArns;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/** Whom the pipeline's steps in the tools account work as in this stage: Release and Verify, each by its build's role alone. */
final class PipelineRoles {

    private final MlStackProps props;
    private final ReleaseRole release;
    private final VerifyRole verify;

    PipelineRoles(Construct scope, MlStackProps props, StateMachine workflow, StageArns arns) {
        this.props = props;
        var names = props.names();
        release = new ReleaseRole(
                scope,
                "Release",
                trust(names.releaseRole(), names.releaseBuildRole()),
                new ReleaseRole.Reach(props.dataset(), workflow, arns));
        verify = new VerifyRole(
                scope,
                "Verify",
                trust(names.verifyRole(), names.verifyBuildRole()),
                new VerifyRole.Reach(props.dataset(), arns));
    }

    Role release() {
        return release.role();
    }

    Role verify() {
        return verify.role();
    }

    private PipelineRole.Trust trust(String role, String buildRole) {
        return new PipelineRole.Trust(role, props.pipeline().account(), buildRole);
    }
}
