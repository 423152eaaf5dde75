package dev.trainyard.cli.lineage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.ContainerDefinition;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointConfigRequest;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointConfigResponse;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointRequest;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.DescribeModelPackageRequest;
import software.amazon.awssdk.services.sagemaker.model.DescribeModelPackageResponse;
import software.amazon.awssdk.services.sagemaker.model.DescribeModelRequest;
import software.amazon.awssdk.services.sagemaker.model.DescribeModelResponse;
import software.amazon.awssdk.services.sagemaker.model.EndpointStatus;
import software.amazon.awssdk.services.sagemaker.model.ListModelPackagesRequest;
import software.amazon.awssdk.services.sagemaker.model.ListModelPackagesResponse;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;
import software.amazon.awssdk.services.sagemaker.model.ModelPackageContainerDefinition;
import software.amazon.awssdk.services.sagemaker.model.ModelPackageSummary;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariant;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariantSummary;

/** One account's SageMaker, in memory: an endpoint, its models, packages. A variant's model is named after it. */
final class Registry implements SageMakerClient {

    private final Map<String, String> archives = new LinkedHashMap<>();
    private final Map<String, DescribeModelPackageResponse> packages = new LinkedHashMap<>();

    Registry serving(String variant, String archive) {
        archives.put(variant, archive);
        return this;
    }

    Registry registered(String arn, String archive, Map<String, String> facts) {
        var container =
                ModelPackageContainerDefinition.builder().modelDataUrl(archive).build();
        packages.put(
                arn,
                DescribeModelPackageResponse.builder()
                        .modelPackageArn(arn)
                        .modelApprovalStatus(ModelApprovalStatus.APPROVED)
                        .inferenceSpecification(specification -> specification.containers(container))
                        .customerMetadataProperties(facts)
                        .build());
        return this;
    }

    @Override
    public DescribeEndpointResponse describeEndpoint(DescribeEndpointRequest request) {
        List<ProductionVariantSummary> variants = new ArrayList<>();
        archives.keySet()
                .forEach(name -> variants.add(ProductionVariantSummary.builder()
                        .variantName(name)
                        .currentWeight(0.5f)
                        .build()));
        return DescribeEndpointResponse.builder()
                .endpointStatus(EndpointStatus.IN_SERVICE)
                .endpointConfigName("config")
                .productionVariants(variants)
                .build();
    }

    @Override
    public DescribeEndpointConfigResponse describeEndpointConfig(DescribeEndpointConfigRequest request) {
        return DescribeEndpointConfigResponse.builder()
                .productionVariants(archives.keySet().stream()
                        .map(name -> ProductionVariant.builder()
                                .variantName(name)
                                .modelName(name)
                                .build())
                        .toList())
                .build();
    }

    @Override
    public DescribeModelResponse describeModel(DescribeModelRequest request) {
        return DescribeModelResponse.builder()
                .primaryContainer(ContainerDefinition.builder()
                        .image("image")
                        .modelDataUrl(archives.get(request.modelName()))
                        .build())
                .build();
    }

    @Override
    public ListModelPackagesResponse listModelPackages(ListModelPackagesRequest request) {
        return ListModelPackagesResponse.builder()
                .modelPackageSummaryList(packages.keySet().stream()
                        .map(arn -> ModelPackageSummary.builder()
                                .modelPackageArn(arn)
                                .build())
                        .toList())
                .build();
    }

    @Override
    public DescribeModelPackageResponse describeModelPackage(DescribeModelPackageRequest request) {
        return Objects.requireNonNull(packages.get(request.modelPackageName()));
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
