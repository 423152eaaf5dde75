package dev.trainyard.cli.release;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.DescribeModelPackageResponse;
import software.amazon.awssdk.services.sagemaker.model.EndpointStatus;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;
import software.amazon.awssdk.services.sagemaker.model.ModelPackageSortBy;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;
import software.amazon.awssdk.services.sagemaker.model.SortOrder;

/**
 * Models as SageMaker keeps them.
 *
 * @param api of the stage's account
 * @param group name of the model package group
 * @param endpoint its name
 */
public record SageMakerModels(SageMakerClient api, String group, String endpoint) implements Models {

    @Override
    public Optional<Registered> latestApproved() {
        return api
                .listModelPackages(request -> request.modelPackageGroupName(group)
                        .modelApprovalStatus(ModelApprovalStatus.APPROVED)
                        .sortBy(ModelPackageSortBy.CREATION_TIME)
                        .sortOrder(SortOrder.DESCENDING))
                .modelPackageSummaryList()
                .stream()
                .findFirst()
                .map(summary ->
                        api.describeModelPackage(request -> request.modelPackageName(summary.modelPackageArn())))
                .map(SageMakerModels::registered);
    }

    private static Registered registered(DescribeModelPackageResponse model) {
        Map<String, String> origin = model.customerMetadataProperties();
        return new Registered(
                model.modelPackageArn(),
                model.inferenceSpecification().containers().getFirst().modelDataUrl(),
                origin.getOrDefault("codeHash", ""),
                origin.getOrDefault("dataHash", ""));
    }

    @Override
    public Optional<String> servedArchive() {
        return describeEndpoint()
                .filter(found -> found.endpointStatus() == EndpointStatus.IN_SERVICE)
                .flatMap(found -> archiveOf(found.endpointConfigName()));
    }

    private Optional<DescribeEndpointResponse> describeEndpoint() {
        try {
            return Optional.of(api.describeEndpoint(request -> request.endpointName(endpoint)));
        } catch (SageMakerException e) {
            if (Objects.toString(e.getMessage(), "").contains("Could not find")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<String> archiveOf(String config) {
        @Nullable
        String model = api.describeEndpointConfig(request -> request.endpointConfigName(config))
                .productionVariants()
                .getFirst()
                .modelName();
        if (model == null) {
            return Optional.empty();
        }
        var container = api.describeModel(request -> request.modelName(model)).primaryContainer();
        return Optional.ofNullable(container).map(primary -> primary.modelDataUrl());
    }
}
