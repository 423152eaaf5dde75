package dev.trainyard.endpointtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.DesiredWeightAndCapacity;
import software.amazon.awssdk.services.sagemaker.model.EndpointStatus;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;
import software.amazon.awssdk.services.sagemaker.model.ModelPackageSummary;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeClient;
import software.amazon.awssdk.services.sagemakerruntime.model.InvokeEndpointResponse;

/** The dev stage in an account of its own, with the calls a test makes to it. */
final class DeployedStage {
    private static final String CAR = """
            {"instances": [{"Cylinders": 8, "Displacement": 307, "Horsepower": 130, "Weight_in_lbs": 3504,
            "Acceleration": 12, "Year": "1970-01-01", "Origin": "USA"}]}""";

    private final AwsAccount account;
    private final StackDeployment stacks;
    private StageAssembly assembly;

    private DeployedStage(AwsAccount account, StageAssembly assembly) {
        this.account = account;
        this.assembly = assembly;
        stacks = new StackDeployment(account);
    }

    /** Deploys all three stacks and puts nothing into them. */
    static DeployedStage deploy(StageAssembly assembly) {
        return deploy(assembly, Map.of());
    }

    static DeployedStage deploy(StageAssembly assembly, Map<String, UnaryOperator<byte[]>> changedAssets) {
        var account = new AwsAccount(Endpoints.get(), assembly.account("ml"));
        var stage = new DeployedStage(account, assembly);
        stage.update(assembly, changedAssets);
        return stage;
    }

    /** Carries another synthesis of the same stage over what is deployed. */
    void update(StageAssembly next, Map<String, UnaryOperator<byte[]>> changedAssets) {
        assembly = next;
        new BootstrappedAccount(account).publish(next, changedAssets);
        deployStack(
                "network",
                TemplateEdits.withoutCustomResources(next.template("network")).toString());
        deployStack(
                "data",
                TemplateEdits.withoutCustomResources(next.template("data")).toString());
        deployStack("ml", next.template("ml").toString());
    }

    /** Releases other code by the same templates. */
    void ship(Map<String, UnaryOperator<byte[]>> changedAssets) {
        new BootstrappedAccount(account).publish(assembly, changedAssets);
    }

    private void deployStack(String suffix, String template) {
        var name = assembly.stackName(suffix);
        var stack = stacks.deploy(name, template);
        assertThat(stack.stackStatusAsString())
                .as("%s:%n%s", name, stacks.failures(name))
                .isIn("CREATE_COMPLETE", "UPDATE_COMPLETE");
    }

    AwsAccount account() {
        return account;
    }

    StackDeployment stacks() {
        return stacks;
    }

    String output(String suffix, String key) {
        return stacks.output(assembly.stackName(suffix), key);
    }

    void putRawData(String key, byte[] csv) {
        account.client(S3Client.builder().forcePathStyle(true))
                .putObject(
                        request ->
                                request.bucket(output("data", "RawBucketName")).key("raw/" + key),
                        RequestBody.fromBytes(csv));
    }

    /** The endpoint's answer to one known car, as text. */
    String predict() {
        return ask().body().asUtf8String();
    }

    /** One variant's answer to one known car, as text. */
    String predict(String variant) {
        return account.client(SageMakerRuntimeClient.builder())
                .invokeEndpoint(request -> request.endpointName(output("ml", "EndpointName"))
                        .targetVariant(variant)
                        .contentType("application/json")
                        .body(SdkBytes.fromUtf8String(CAR)))
                .body()
                .asUtf8String();
    }

    /** The endpoint's answer to one known car. */
    InvokeEndpointResponse ask() {
        return account.client(SageMakerRuntimeClient.builder())
                .invokeEndpoint(request -> request.endpointName(output("ml", "EndpointName"))
                        .contentType("application/json")
                        .body(SdkBytes.fromUtf8String(CAR)));
    }

    /** The endpoint as SageMaker describes it. */
    DescribeEndpointResponse endpoint() {
        return sageMaker().describeEndpoint(request -> request.endpointName(output("ml", "EndpointName")));
    }

    /** Changes the number of instances, as autoscaling would, and waits for them. */
    void scaleTo(int instances) {
        var scaled = DesiredWeightAndCapacity.builder()
                .variantName("AllTraffic")
                .desiredInstanceCount(instances)
                .build();
        sageMaker()
                .updateEndpointWeightsAndCapacities(request ->
                        request.endpointName(output("ml", "EndpointName")).desiredWeightsAndCapacities(scaled));
        var resting = Await.until(
                "scaled instances",
                Duration.ofMinutes(1),
                () -> Optional.of(endpoint()).filter(it -> it.endpointStatus() == EndpointStatus.IN_SERVICE));
        assertThat(resting.productionVariants().getFirst().desiredInstanceCount())
                .isEqualTo(instances);
    }

    /** Keys of the artifacts bucket below a prefix. */
    List<String> objects(String prefix) {
        return account
                .client(S3Client.builder().forcePathStyle(true))
                .listObjectsV2(request ->
                        request.bucket(output("data", "ArtifactsBucketName")).prefix(prefix))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
    }

    /** Whether the registry has approved its packages. */
    List<ModelApprovalStatus> approvals() {
        return sageMaker()
                .listModelPackages(request -> request.modelPackageGroupName(output("data", "ModelPackageGroupName")))
                .modelPackageSummaryList()
                .stream()
                .map(ModelPackageSummary::modelApprovalStatus)
                .toList();
    }

    /** The endpoint config in service. */
    String endpointConfig() {
        return endpoint().endpointConfigName();
    }

    /** Deletes the model that a config names first, as somebody who tidies up by hand. */
    void deleteModelOf(String config) {
        var model = sageMaker()
                .describeEndpointConfig(request -> request.endpointConfigName(config))
                .productionVariants()
                .getFirst()
                .modelName();
        sageMaker().deleteModel(request -> request.modelName(model));
    }

    SageMakerClient sageMaker() {
        return account.client(SageMakerClient.builder());
    }
}
