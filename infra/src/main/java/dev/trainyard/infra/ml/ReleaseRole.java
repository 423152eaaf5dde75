package dev.trainyard.infra.ml;

import dev.trainyard.infra.access.Allow;
import dev.trainyard.infra.access.BucketAccess;
import dev.trainyard.infra.workflow.Dataset;
import dev.trainyard.infra.workflow.StageArns;
import java.util.List;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.stepfunctions.IStateMachine;
import software.constructs.Construct;

/**
 * What the pipeline's Release step may do: look for data and put the sample there, run the workflow and read how it went,
 * write the release facts.
 */
final class ReleaseRole extends Construct {

    private final Role role;

    ReleaseRole(Construct scope, String id, PipelineRole.Trust trust, Reach reach) {
        super(scope, id);
        role = PipelineRole.create(this, trust);
        BucketAccess.readWrite(role, reach.dataset().raw(), "raw/");
        reach.workflow().grantStartExecution(role);
        StageReading.allow(role, reach.arns());
        role.addToPolicy(Allow.actions(
                List.of("ssm:GetParameter", "ssm:PutParameter"),
                List.of(reach.arns().releaseParameter())));
    }

    Role role() {
        return role;
    }

    /**
     * @param dataset the stage's data
     * @param workflow what it runs
     * @param arns what the workflow makes
     */
    record Reach(Dataset dataset, IStateMachine workflow, StageArns arns) {}
}
