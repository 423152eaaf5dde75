package dev.trainyard.infra.ml;

import dev.trainyard.infra.access.AcceptedFinding;
import dev.trainyard.infra.access.Allow;
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
        AcceptedFinding.ofGrants(this);
        reach.dataset().raw().grantReadWrite(role, "raw/*");
        runWorkflow(reach.workflow());
        StageReading.allow(role, reach.arns());
        allow(List.of("ssm:GetParameter", "ssm:PutParameter"), reach.arns().releaseParameter());
    }

    Role role() {
        return role;
    }

    private void runWorkflow(IStateMachine workflow) {
        workflow.grantStartExecution(role);
        workflow.grantRead(role);
    }

    private void allow(List<String> actions, String... resources) {
        role.addToPolicy(Allow.actions(actions, List.of(resources)));
    }

    /**
     * @param dataset the stage's data
     * @param workflow what it runs
     * @param arns what the workflow makes
     */
    record Reach(Dataset dataset, IStateMachine workflow, StageArns arns) {}
}
