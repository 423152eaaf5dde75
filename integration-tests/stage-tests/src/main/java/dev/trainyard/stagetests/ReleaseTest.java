package dev.trainyard.stagetests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import tools.jackson.databind.json.JsonMapper;

/** What the release said it did is what is there: its workflow, its model, its endpoint. */
class ReleaseTest {

    private static final StageUnderTest STAGE = StageUnderTest.fromSystemProperties();
    private static final StageAccount ACCOUNT = new StageAccount(STAGE);
    private static final SageMakerClient SAGEMAKER = ACCOUNT.sageMaker();

    private static ReleaseFacts facts;
    private static ReleasedModel model;

    @BeforeAll
    static void readTheRelease() {
        facts = ReleaseFacts.read(ACCOUNT.ssm(), STAGE.releaseParameter());
        model = ReleasedModel.read(SAGEMAKER, facts.modelPackageArn());
    }

    @Test
    void theWorkflowOfTheReleaseSucceeded() {
        var execution = execution();

        assertThat(execution.statusAsString())
                .as("workflow %s: %s, %s", facts.executionArn(), execution.error(), execution.cause())
                .isEqualTo("SUCCEEDED");
    }

    /** Where nothing was trained, the model is of an earlier run. */
    @Test
    void aNewModelIsOfTheReleasesWorkflow() {
        if (facts.madeAModel()) {
            assertThat(model.executionArn())
                    .as("workflow of model %s, against that of the release (commit %s)", model.arn(), facts.commit())
                    .isEqualTo(facts.executionArn());
        } else {
            assertThat(facts.outcome()).as("outcome of the release").isIn("unchanged", "served");
        }
    }

    /** The second variant of an A/B test is approved when it is promoted. */
    @Test
    void theModelIsApprovedOrChallenges() {
        var variant = served().variantOf(model);

        assertThat(model.approval())
                .as("approval of model package %s, which is variant %s", model.arn(), variant)
                .isEqualTo(variant.equals(ServedArchives.CHAMPION) ? "Approved" : "PendingManualApproval");
    }

    @Test
    void theEndpointIsInServiceWithTheConfigurationOfTheWorkflow() {
        var endpoint = SAGEMAKER.describeEndpoint(request -> request.endpointName(STAGE.endpoint()));

        assertThat(endpoint.endpointStatusAsString())
                .as("status of endpoint %s (%s)", STAGE.endpoint(), endpoint.failureReason())
                .isEqualTo("InService");
        assertThat(endpoint.endpointConfigName())
                .as(
                        "configuration in service, against what workflow %s rolled out; after a rollback it is the older one",
                        facts.executionArn())
                .isEqualTo(JsonMapper.shared()
                        .readTree(execution().output())
                        .path("endpointConfigName")
                        .asString());
    }

    @Test
    void theEndpointServesTheArchiveOfTheModelPackage() {
        assertThat(served().byVariant().values())
                .as("archives behind endpoint %s, against model package %s", STAGE.endpoint(), model.arn())
                .contains(model.archive());
    }

    private static ServedArchives served() {
        return ServedArchives.read(SAGEMAKER, STAGE.endpoint());
    }

    private static DescribeExecutionResponse execution() {
        return ACCOUNT.stepFunctions().describeExecution(request -> request.executionArn(facts.executionArn()));
    }
}
