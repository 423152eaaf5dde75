package dev.trainyard.infra.ml;

import dev.trainyard.infra.access.Allow;
import dev.trainyard.infra.access.BucketAccess;
import dev.trainyard.infra.workflow.Dataset;
import dev.trainyard.infra.workflow.StageArns;
import java.util.List;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/**
 * What the pipeline's Verify step may do: read how the release went, compare the endpoint's answers with the evaluation,
 * and change nothing.
 */
final class VerifyRole extends Construct {

    private final Role role;

    VerifyRole(Construct scope, String id, PipelineRole.Trust trust, Reach reach) {
        super(scope, id);
        role = PipelineRole.create(this, trust);
        StageReading.allow(role, reach.arns());
        BucketAccess.read(role, reach.dataset().artifacts(), "evaluation/");
        role.addToPolicy(Allow.actions(
                List.of("sagemaker:InvokeEndpoint"), List.of(reach.arns().endpoint())));
        role.addToPolicy(
                Allow.actions(List.of("ssm:GetParameter"), List.of(reach.arns().releaseParameter())));
    }

    Role role() {
        return role;
    }

    /**
     * @param dataset the stage's data
     * @param arns what the workflow makes
     */
    record Reach(Dataset dataset, StageArns arns) {}
}
