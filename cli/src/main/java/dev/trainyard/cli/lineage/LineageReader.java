package dev.trainyard.cli.lineage;

import dev.trainyard.cli.aws.Target;
import dev.trainyard.cli.lineage.Lineage.Origin;
import dev.trainyard.cli.lineage.Lineage.Variant;
import dev.trainyard.config.PlatformConfig;
import dev.trainyard.config.StageConfig;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeModelPackageResponse;
import software.amazon.awssdk.services.sagemaker.model.ModelPackageSortBy;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariantSummary;
import software.amazon.awssdk.services.sagemaker.model.SortOrder;

/** Walks from an endpoint to its models' packages, and from a promoted one to the stage that trained it. */
public final class LineageReader {

    private static final String PROMOTED_FROM = "promotedFrom";

    private final Function<StageConfig, SageMakerClient> accounts;
    private final PlatformConfig config;

    public LineageReader(Target target, PlatformConfig config) {
        this(stage -> target.account(stage.account(), stage.region()).sageMaker(), config);
    }

    LineageReader(Function<StageConfig, SageMakerClient> accounts, PlatformConfig config) {
        this.accounts = accounts;
        this.config = config;
    }

    /** Reads the lineage of a stage's endpoint; fails in SageMaker's words where there is none. */
    public Lineage of(StageConfig stage) {
        SageMakerClient api = accounts.apply(stage);
        String name = config.names(stage).endpoint();
        var endpoint = api.describeEndpoint(request -> request.endpointName(name));
        var models = api.describeEndpointConfig(request -> request.endpointConfigName(endpoint.endpointConfigName()))
                .productionVariants();
        return new Lineage(
                name,
                endpoint.endpointStatusAsString(),
                endpoint.endpointConfigName(),
                models.stream()
                        .map(variant -> variant(
                                api,
                                stage,
                                variant.variantName(),
                                weight(endpoint.productionVariants(), variant.variantName()),
                                variant.modelName()))
                        .sorted(Comparator.comparing(Variant::name))
                        .toList());
    }

    private static double weight(Iterable<ProductionVariantSummary> variants, String name) {
        for (ProductionVariantSummary variant : variants) {
            if (variant.variantName().equals(name) && variant.currentWeight() != null) {
                return variant.currentWeight();
            }
        }
        return 1;
    }

    private Variant variant(SageMakerClient api, StageConfig stage, String name, double weight, String model) {
        var container = api.describeModel(request -> request.modelName(model)).primaryContainer();
        String archive = Objects.requireNonNullElse(container.modelDataUrl(), "");
        return new Variant(name, weight, model, container.image(), archive, packageOf(api, stage, archive));
    }

    private Optional<Origin> packageOf(SageMakerClient api, StageConfig stage, String archive) {
        String group = config.names(stage).modelPackageGroup();
        return api
                .listModelPackagesPaginator(request -> request.modelPackageGroupName(group)
                        .sortBy(ModelPackageSortBy.CREATION_TIME)
                        .sortOrder(SortOrder.DESCENDING))
                .modelPackageSummaryList()
                .stream()
                .map(summary ->
                        api.describeModelPackage(request -> request.modelPackageName(summary.modelPackageArn())))
                .filter(found -> holds(found, archive))
                .findFirst()
                .map(this::origin);
    }

    private static boolean holds(DescribeModelPackageResponse found, String archive) {
        return found.inferenceSpecification() != null
                && found.inferenceSpecification().containers().stream()
                        .anyMatch(container -> archive.equals(container.modelDataUrl()));
    }

    private Origin origin(DescribeModelPackageResponse found) {
        Map<String, String> facts = found.customerMetadataProperties();
        Optional<Origin> from = Optional.ofNullable(facts.get(PROMOTED_FROM))
                .filter(arn -> arn.startsWith("arn:"))
                .flatMap(this::elsewhere);
        return new Origin(found.modelPackageArn(), found.modelApprovalStatusAsString(), facts, from);
    }

    /** A package of another stage, read in that stage's account. */
    private Optional<Origin> elsewhere(String arn) {
        Arn parts = Arn.fromString(arn);
        String group =
                parts.resourceAsString().replaceFirst("^model-package/", "").replaceFirst("/[0-9]+$", "");
        return config.stages().stream()
                .filter(stage -> stage.account().equals(parts.accountId().orElse("")))
                .filter(stage -> config.names(stage).modelPackageGroup().equals(group))
                .findFirst()
                .map(stage ->
                        origin(accounts.apply(stage).describeModelPackage(request -> request.modelPackageName(arn))));
    }
}
