package dev.trainyard.cli.stage;

import dev.trainyard.cli.aws.Clients;
import dev.trainyard.cli.aws.StackOutputs;
import dev.trainyard.cli.aws.Target;
import dev.trainyard.cli.stage.StageFacts.ModelFacts;
import dev.trainyard.cli.stage.StageFacts.Resource;
import dev.trainyard.cli.workflow.Workflow;
import dev.trainyard.config.PlatformConfig;
import dev.trainyard.config.StageConfig;
import dev.trainyard.config.StageNames;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;
import software.amazon.awssdk.services.sagemaker.model.ModelPackageSortBy;
import software.amazon.awssdk.services.sagemaker.model.SortOrder;

/** Reads a stage. */
public final class StageReader {

    private final Target target;
    private final PlatformConfig config;

    public StageReader(Target target, PlatformConfig config) {
        this.target = target;
        this.config = config;
    }

    /** Reads all of it; {@code since} bounds the workflow's execution. */
    public StageFacts read(StageConfig stage, Instant since) {
        Clients account = target.account(stage.account(), stage.region());
        StageNames names = config.names(stage);
        Optional<Workflow.Execution> latest =
                attempt(Optional.empty(), () -> Workflow.of(account, names).flatMap(found -> found.latest(since)));
        return new StageFacts(
                stage.stage(),
                stage.account(),
                stage.region(),
                attempt(List.<Resource>of(), () -> resources(account, names)),
                latest,
                model(stage),
                latest.flatMap(execution ->
                        attempt(Optional.empty(), () -> new JudgementReader(account, names).of(execution.arn()))));
    }

    /** Reads the model approved last. */
    public Optional<ModelFacts> model(StageConfig stage) {
        Clients account = target.account(stage.account(), stage.region());
        String group = config.names(stage).modelPackageGroup();
        return attempt(
                Optional.empty(),
                () -> account
                        .sageMaker()
                        .listModelPackages(request -> request.modelPackageGroupName(group)
                                .modelApprovalStatus(ModelApprovalStatus.APPROVED)
                                .sortBy(ModelPackageSortBy.CREATION_TIME)
                                .sortOrder(SortOrder.DESCENDING))
                        .modelPackageSummaryList()
                        .stream()
                        .findFirst()
                        .map(summary -> account.sageMaker()
                                .describeModelPackage(request -> request.modelPackageName(summary.modelPackageArn())))
                        .map(found -> new ModelFacts(found.modelPackageArn(), found.customerMetadataProperties())));
    }

    private static List<Resource> resources(Clients account, StageNames names) {
        return Stream.of(names.networkStack(), names.dataStack(), names.mlStack())
                .filter(stack ->
                        StackOutputs.find(account.cloudFormation(), stack).isPresent())
                .flatMap(stack ->
                        account
                                .cloudFormation()
                                .describeStackResources(request -> request.stackName(stack))
                                .stackResources()
                                .stream()
                                .map(found -> new Resource(
                                        stack,
                                        found.logicalResourceId(),
                                        String.valueOf(found.physicalResourceId()),
                                        found.resourceType(),
                                        String.valueOf(found.resourceStatusAsString()))))
                .toList();
    }

    private static <T> T attempt(T otherwise, Supplier<T> question) {
        try {
            return question.get();
        } catch (SdkException e) {
            return otherwise;
        }
    }
}
