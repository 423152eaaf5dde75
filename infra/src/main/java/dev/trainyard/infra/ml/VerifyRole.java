package dev.trainyard.infra.ml;

import dev.trainyard.infra.access.AcceptedFinding;
import dev.trainyard.infra.access.Allow;
import dev.trainyard.infra.access.BucketAccess;
import dev.trainyard.infra.workflow.Dataset;
import dev.trainyard.infra.workflow.StageArns;
import java.util.List;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.stepfunctions.IStateMachine;
import software.constructs.Construct;

/** What the pipeline's Verify step may do: look at the stage and ask its endpoint, and change nothing. */
final class VerifyRole extends Construct {

    private final Role role;

    VerifyRole(Construct scope, String id, PipelineRole.Trust trust, Reach reach) {
        super(scope, id);
        role = PipelineRole.create(this, trust);
        StageReading.allow(role, reach.arns());
        lookAtBuckets(reach.dataset());
        lookAtNetwork();
        allow(
                List.of("kms:DescribeKey", "kms:GetKeyRotationStatus"),
                reach.dataset().key().getKeyArn());
        allow(List.of("lambda:GetFunctionConfiguration"), reach.gateFunctionArn());
        allow(List.of("sns:GetTopicAttributes"), reach.topicArn());
        allow(List.of("sagemaker:InvokeEndpoint"), reach.arns().endpoint());
        allow(List.of("ssm:GetParameter"), reach.arns().releaseParameter());
    }

    Role role() {
        return role;
    }

    private void lookAtBuckets(Dataset dataset) {
        var buckets = List.of(dataset.raw(), dataset.processed(), dataset.artifacts());
        role.addToPolicy(Allow.actions(
                List.of(
                        "s3:GetBucketPolicy",
                        "s3:GetBucketPublicAccessBlock",
                        "s3:GetBucketVersioning",
                        "s3:GetEncryptionConfiguration",
                        "s3:GetLifecycleConfiguration",
                        "s3:ListBucket"),
                buckets.stream().map(IBucket::getBucketArn).toList()));
        BucketAccess.read(role, dataset.artifacts(), "evaluation/");
    }

    private void lookAtNetwork() {
        allow(
                List.of(
                        "ec2:DescribeFlowLogs",
                        "ec2:DescribeSecurityGroups",
                        "ec2:DescribeSubnets",
                        "ec2:DescribeVpcEndpoints",
                        "ec2:DescribeVpcs"),
                "*");
        AcceptedFinding.resource("*", "AWS knows no resource for EC2's descriptions")
                .on(this);
    }

    private void allow(List<String> actions, String... resources) {
        role.addToPolicy(Allow.actions(actions, List.of(resources)));
    }

    /**
     * @param dataset the stage's data
     * @param workflow the workflow
     * @param arns what the workflow makes
     * @param gateFunctionArn the gate
     * @param topicArn the notification topic
     */
    record Reach(Dataset dataset, IStateMachine workflow, StageArns arns, String gateFunctionArn, String topicArn) {}
}
