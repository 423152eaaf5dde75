package dev.trainyard.cli.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StagelessTest {

    @ParameterizedTest
    @CsvSource({
        "acme-pipeline/dev/ml/Workflow/Machine/Role, ml/Workflow/Machine/Role",
        "acme-pipeline/prod/network/StageVpc/Vpc/FlowLog/IAMRole, network/StageVpc/Vpc/FlowLog/IAMRole",
        "acme-pipeline/Pipeline/Pipeline/Role, Pipeline/Pipeline/Role",
        "acme-pipeline/Pipeline/Pipeline/staging/LocalStack/LocalStack/Role, Pipeline/Pipeline/<stage>/LocalStack/LocalStack/Role",
        "acme-pipeline/acme-dev-release-build/Role, acme-<stage>-release-build/Role",
        "DeploymentActionRole, DeploymentActionRole"
    })
    void aConstructIsTheSameInEachStage(String path, String stageless) {
        assertThat(Stageless.construct(path)).isEqualTo(stageless);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:sagemaker:us-east-1:222222222222:model/acme-dev-*, acme-dev-ml, arn:aws:sagemaker:<region>:<account>:model/acme-<stage>-*",
        "${acme-dev-data:ExportsOutputRaw}/*, acme-dev-ml, ${acme-<stage>-data:ExportsOutputRaw}/*",
        "arn:aws:ssm:us-east-1:222222222222:parameter/acme/dev/release, acme-dev-ml, arn:aws:ssm:<region>:<account>:parameter/acme/<stage>/release",
        "arn:aws:iam::333333333333:role/acme-staging-release, acme-pipeline, arn:aws:iam::<account>:role/acme-<stage>-release",
        "arn:aws:s3:::acme-staging-artifacts-333333333333/models/*, acme-prod-ml, arn:aws:s3:::acme-<stage before>-artifacts-<account>/models/*",
        "arn:aws:codebuild:us-east-1:111111111111:report-group/${PipelineprodVerifyD39BAA03}-*, acme-pipeline, arn:aws:codebuild:<region>:<account>:report-group/${Pipeline<stage>Verify}-*",
        "${acme-dev-data:ExportsOutputFnGetAttArtifactsBucket88671897Arn65502B7F}/models/*, acme-dev-ml, ${acme-<stage>-data:ArtifactsBucket.Arn}/models/*",
        "${acme-dev-data:ExportsOutputRefKey961B73FD5A5A5A5A}, acme-dev-ml, ${acme-<stage>-data:Key}",
        "${NotificationsTopicAE679CBD}, acme-dev-ml, ${NotificationsTopic}",
        "${Key.Arn}, acme-dev-ml, ${Key.Arn}"
    })
    void aResourceIsTheSameInEachStage(String written, String stack, String stageless) {
        assertThat(Stageless.resource(written, stack)).isEqualTo(stageless);
    }
}
