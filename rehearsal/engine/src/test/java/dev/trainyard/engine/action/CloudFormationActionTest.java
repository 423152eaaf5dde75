package dev.trainyard.engine.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.engine.pipeline.Rig;
import dev.trainyard.engine.waiting.Waiter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.OperationEvent;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class CloudFormationActionTest {
    private static final String REPLACE =
            "\"ActionMode\":\"CHANGE_SET_REPLACE\",\"StackName\":\"stack\",\"ChangeSetName\":\"set\",\"TemplatePath\":\"Out::small.json\"";
    private static final String EXECUTE =
            "\"ActionMode\":\"CHANGE_SET_EXECUTE\",\"StackName\":\"stack\",\"ChangeSetName\":\"set\"";

    @TempDir
    Path directory;

    private final FakeCloudFormation cloudFormation = new FakeCloudFormation();
    private final Rig rig = new Rig();
    private FakeBucket bucket;

    @BeforeEach
    void prepare() throws IOException {
        bucket = new FakeBucket(
                directory,
                Map.of(
                        "small.json", "{}",
                        "large.json", " ".repeat(51_201),
                        "config.json", "{\"Parameters\":{\"A\":\"b\"},\"Tags\":{\"app\":\"trainyard\"}}",
                        "policy.json", "{\"StackPolicy\":{}}"));
        rig.when("Deploy/A", action());
    }

    private CloudFormationAction action() {
        var waiter = new Waiter(System::nanoTime, time -> {});
        return new CloudFormationAction((identity, region) -> cloudFormation, bucket, directory, waiter);
    }

    /** Runs the action with this configuration. */
    private JsonNode run(String configuration) {
        String definition = Rig.definition("Make: Maker 1", "Deploy: A 1 " + configuration.replace(" ", ""))
                .replaceFirst("\"runOrder\"", "\"outputArtifacts\":[{\"name\":\"Out\"}],\"runOrder\"")
                .replace("{\"name\":\"A\",", "{\"name\":\"A\",\"inputArtifacts\":[{\"name\":\"Out\"}],");
        rig.call("CreatePipeline", definition);
        rig.awaitEnd(rig.firstExecution());
        return rig.runs().getFirst();
    }

    private static String message(JsonNode run) {
        return run.at("/output/executionResult/errorDetails/message").asString("");
    }

    @Test
    void makesAChangeSetForANewStack() {
        JsonNode run =
                run(REPLACE + ",\"RoleArn\":\"arn:role\",\"Capabilities\":\"CAPABILITY_IAM,CAPABILITY_AUTO_EXPAND\"");

        assertThat(run.path("status").asString()).isEqualTo("Succeeded");
        assertThat(cloudFormation.created).singleElement().satisfies(request -> {
            assertThat(request.changeSetType()).isEqualTo(ChangeSetType.CREATE);
            assertThat(request.templateBody()).isEqualTo("{}");
            assertThat(request.roleARN()).isEqualTo("arn:role");
            assertThat(request.capabilitiesAsStrings()).containsExactly("CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND");
        });
    }

    @Test
    void updatesAStackThatIsThere() {
        cloudFormation.stackStatus = "UPDATE_COMPLETE";

        run(REPLACE);

        assertThat(cloudFormation.created)
                .extracting(request -> request.changeSetType())
                .containsExactly(ChangeSetType.UPDATE);
    }

    @Test
    void handsALargeTemplateOverInS3AsThePipeline() {
        run(REPLACE.replace("small", "large"));

        assertThat(cloudFormation.created).singleElement().satisfies(request -> {
            assertThat(request.templateBody()).isNull();
            assertThat(request.templateURL()).startsWith("https://s3.us-east-1.amazonaws.com/bucket/line/Templates/");
        });
        assertThat(bucket.puts)
                .singleElement()
                .asString()
                .startsWith("arn:aws:iam::111111111111:role/pipeline ")
                .endsWith(" key");
    }

    @Test
    void takesParametersAndTagsFromTheTemplateConfiguration() {
        run(REPLACE
                + ",\"TemplateConfiguration\":\"Out::config.json\",\"ParameterOverrides\":\"{\\\"C\\\":\\\"d\\\"}\"");

        assertThat(cloudFormation.created).singleElement().satisfies(request -> {
            assertThat(request.parameters()).extracting(Parameter::parameterKey).containsExactly("A", "C");
            assertThat(request.tags())
                    .containsExactly(Tag.builder().key("app").value("trainyard").build());
        });
    }

    @Test
    void succeedsWhereNothingChanges() {
        cloudFormation.stackStatus = "CREATE_COMPLETE";
        cloudFormation.changeSetStatus = "FAILED";
        cloudFormation.changeSetReason = "The submitted information didn't contain changes.";

        assertThat(run(REPLACE).path("status").asString()).isEqualTo("Succeeded");
    }

    @Test
    void executesNothingWhereNothingChangesAndStillGivesOutputs() {
        cloudFormation.stackStatus = "CREATE_COMPLETE";
        cloudFormation.changeSetStatus = "FAILED";

        JsonNode run = run(EXECUTE);

        assertThat(cloudFormation.executed).isFalse();
        assertThat(run.at("/output/outputVariables/VpcId").asString()).isEqualTo("vpc-1");
    }

    @Test
    void refusesAStackThatCanOnlyBeDeleted() {
        cloudFormation.stackStatus = "ROLLBACK_COMPLETE";

        assertThat(message(run(REPLACE))).contains("ROLLBACK_COMPLETE").contains("Delete it");
        assertThat(cloudFormation.created).isEmpty();
    }

    @Test
    void saysWhichResourceFailedAndWhy() {
        cloudFormation.statusAfterExecution = "ROLLBACK_COMPLETE";
        cloudFormation.failed("Bucket", "AWS::S3::Bucket", "name taken");
        cloudFormation.failed("Queue", "AWS::SQS::Queue", "Resource creation cancelled");

        assertThat(message(run(EXECUTE)))
                .isEqualTo("The stack stack is in ROLLBACK_COMPLETE: Bucket (AWS::S3::Bucket): name taken");
    }

    @Test
    void readsTheReasonsOfValidationToo() {
        cloudFormation.statusAfterExecution = "UPDATE_ROLLBACK_COMPLETE";
        cloudFormation.failed(
                "stack", "AWS::CloudFormation::Stack", "Validation failed. Call DescribeEvents to retrieve it");
        cloudFormation.operationEvents.add(OperationEvent.builder()
                .logicalResourceId("R")
                .resourceType("AWS::S3::Bucket")
                .validationStatus("FAILED")
                .validationStatusReason("already exists.")
                .validationPath("/Resources/R")
                .build());

        assertThat(message(run(EXECUTE)))
                .isEqualTo(
                        "The stack stack is in UPDATE_ROLLBACK_COMPLETE: R (AWS::S3::Bucket): already exists at /Resources/R");
    }

    @Test
    void namesWhatItDoesNotKnow() {
        assertThat(message(run(REPLACE + ",\"OutputFileName\":\"x\""))).contains("[OutputFileName]");
        assertThat(message(new Once().run(EXECUTE.replace("CHANGE_SET_EXECUTE", "DELETE_ONLY"))))
                .contains("DELETE_ONLY");
        assertThat(message(new Once().run(REPLACE + ",\"TemplateConfiguration\":\"Out::policy.json\"")))
                .contains("[StackPolicy]");
        assertThat(message(new Once().run(REPLACE.replace("Out::small", "Other::small"))))
                .contains("Other::small.json");
        assertThat(message(new Once().run(REPLACE.replace("small", "absent")))).contains("absent.json");
    }

    /** Another pipeline for another configuration. */
    private final class Once {
        JsonNode run(String configuration) {
            CloudFormationActionTest other = new CloudFormationActionTest();
            other.directory = directory;
            other.bucket = bucket;
            other.rig.when("Deploy/A", other.action());
            return other.run(configuration);
        }
    }

    @Test
    void leavesNoTemplateBehind() {
        run(REPLACE);

        assertThat(directory
                        .toFile()
                        .list((folder, name) -> List.of("file-").stream().anyMatch(name::startsWith)
                                && new java.io.File(folder, name).isDirectory()))
                .isEmpty();
    }
}
