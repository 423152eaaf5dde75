package dev.trainyard.endpointtests;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sagemaker.model.DescribeModelPackageResponse;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;

/**
 * A stage's model registry, and what a person does there.
 *
 * @param stage whose it is
 */
record Registry(DeployedStage stage) {

    static final String NO = "not this one";

    /** Oldest first. */
    List<DescribeModelPackageResponse> packages() {
        var group = stage.output("data", "ModelPackageGroupName");
        return stage
                .sageMaker()
                .listModelPackagesPaginator(request -> request.modelPackageGroupName(group))
                .modelPackageSummaryList()
                .stream()
                .sorted(java.util.Comparator.comparing(it -> it.modelPackageVersion()))
                .map(it -> stage.sageMaker()
                        .describeModelPackage(request -> request.modelPackageName(it.modelPackageArn())))
                .toList();
    }

    DescribeModelPackageResponse newest() {
        return packages().getLast();
    }

    Map<String, String> facts() {
        return newest().customerMetadataProperties();
    }

    void reject(DescribeModelPackageResponse model) {
        stage.sageMaker()
                .updateModelPackage(request -> request.modelPackageArn(model.modelPackageArn())
                        .modelApprovalStatus(ModelApprovalStatus.REJECTED)
                        .approvalDescription(NO));
    }
}
