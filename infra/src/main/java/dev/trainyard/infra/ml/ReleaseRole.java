package dev.trainyard.infra.ml;

import dev.trainyard.infra.access.AcceptedFinding;
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
        StacksReading.allow(role, reach.arns());
        readRuns(reach.arns());
        role.addToPolicy(
                Allow.actions(List.of("ssm:PutParameter"), List.of(reach.arns().releaseParameter())));
    }

    /** How the workflow goes, and of a job that failed the exception in its log. */
    private void readRuns(StageArns arns) {
        role.addToPolicy(Allow.actions(
                List.of("states:DescribeExecution", "states:GetExecutionHistory"), List.of(arns.executions())));
        role.addToPolicy(
                Allow.actions(List.of("logs:DescribeLogStreams", "logs:GetLogEvents"), List.of(arns.sageMakerLogs())));
        AcceptedFinding.resource(arns.executions(), "Names of runs, under the stage's prefix")
                .on(role);
        AcceptedFinding.resource(arns.sageMakerLogs(), "SageMaker names its log groups and streams")
                .on(role);
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
