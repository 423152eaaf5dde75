package dev.trainyard.infra.ml;

import dev.trainyard.infra.access.AcceptedFinding;
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
        StacksReading.allow(role, reach.arns());
        readWhatServes(reach.arns());
        BucketAccess.read(role, reach.dataset().artifacts(), "evaluation/");
        role.addToPolicy(Allow.actions(
                List.of("sagemaker:InvokeEndpoint"), List.of(reach.arns().endpoint())));
        role.addToPolicy(
                Allow.actions(List.of("ssm:GetParameter"), List.of(reach.arns().releaseParameter())));
    }

    /** The workflow's outcome, the model it registered, and what the endpoint serves. */
    private void readWhatServes(StageArns arns) {
        role.addToPolicy(Allow.actions(List.of("states:DescribeExecution"), List.of(arns.executions())));
        role.addToPolicy(Allow.actions(List.of("sagemaker:DescribeModelPackage"), List.of(arns.modelPackages())));
        role.addToPolicy(Allow.actions(
                List.of("sagemaker:DescribeEndpoint", "sagemaker:DescribeEndpointConfig", "sagemaker:DescribeModel"),
                List.of(arns.endpoint(), arns.endpointConfigs(), arns.models())));
        List.of(arns.endpointConfigs(), arns.executions(), arns.models())
                .forEach(runs -> AcceptedFinding.resource(runs, "Names of runs, under the stage's prefix")
                        .on(role));
        AcceptedFinding.resource(arns.modelPackages(), "SageMaker numbers the versions of a model")
                .on(role);
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
