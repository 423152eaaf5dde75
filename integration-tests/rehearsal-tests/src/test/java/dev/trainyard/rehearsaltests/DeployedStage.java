package dev.trainyard.rehearsaltests;

import dev.trainyard.cli.aws.Clients;
import dev.trainyard.cli.aws.StackOutputs;
import dev.trainyard.config.StageNames;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.sagemaker.model.ModelPackageSummary;

/**
 * A stage as AWS's APIs show it.
 *
 * @param account clients of its account
 * @param names of what is in it
 */
record DeployedStage(Clients account, StageNames names) {
    private static final String CARS = """
            {"instances": [
              {"Cylinders": 8, "Displacement": 307, "Horsepower": 130, "Weight_in_lbs": 3504, "Acceleration": 12,
               "Year": "1970-01-01", "Origin": "USA"},
              {"Cylinders": 4, "Displacement": 97, "Horsepower": 52, "Weight_in_lbs": 2130, "Acceleration": 24.6,
               "Year": "1982-01-01", "Origin": "Europe"},
              {"Cylinders": 4, "Displacement": 120, "Horsepower": 88, "Weight_in_lbs": 2957, "Acceleration": 17,
               "Year": "1975-01-01", "Origin": "Japan"}]}""";

    /** What the endpoint answers for three cars. */
    String predictions() {
        return account.sageMakerRuntime()
                .invokeEndpoint(request -> request.endpointName(names.endpoint())
                        .contentType("application/json")
                        .accept("application/json")
                        .body(SdkBytes.fromUtf8String(CARS)))
                .body()
                .asUtf8String();
    }

    /** The statuses of the registered models, newest first. */
    List<String> approvals() {
        return account
                .sageMaker()
                .listModelPackages(request -> request.modelPackageGroupName(names.modelPackageGroup())
                        .sortBy("CreationTime")
                        .sortOrder("Descending"))
                .modelPackageSummaryList()
                .stream()
                .map(ModelPackageSummary::modelApprovalStatusAsString)
                .toList();
    }

    /** The names of the pipeline's stacks in the account. */
    List<String> stacks() {
        return account.cloudFormation().describeStacks().stacks().stream()
                .map(Stack::stackName)
                .filter(name -> name.startsWith(names.app() + "-"))
                .toList();
    }

    String statusOf(String stack) {
        return account.cloudFormation()
                .describeStacks(request -> request.stackName(stack))
                .stacks()
                .getFirst()
                .stackStatusAsString();
    }

    /** Brings a file of data, in place of one of that name. */
    void putRawData(String name, String csv) {
        String bucket = StackOutputs.find(account.cloudFormation(), names.dataStack())
                .orElseThrow()
                .get("RawBucketName");
        account.s3().putObject(request -> request.bucket(bucket).key("raw/" + name), RequestBody.fromString(csv));
    }
}
