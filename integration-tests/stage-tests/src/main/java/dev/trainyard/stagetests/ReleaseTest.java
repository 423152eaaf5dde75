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
        model = ReleasedModel.read(SAGEMAKER, facts.model());
    }

    @Test
    void theWorkflowThatTrainedTheModelSucceeded() {
        var execution = execution();

        assertThat(execution.statusAsString())
                .as("workflow %s: %s, %s", model.executionArn(), execution.error(), execution.cause())
                .isEqualTo("SUCCEEDED");
    }

    /** Where nothing was trained, the release names no workflow; the model's own metadata does. */
    @Test
    void theReleaseNamesTheWorkflowOfItsModel() {
        if (facts.outcome().equals("trained")) {
            assertThat(facts.executionArn())
                    .as(
                            "workflow of the release (commit %s) against the workflow of its model %s",
                            facts.commit(), model.arn())
                    .isEqualTo(model.executionArn());
        } else {
            assertThat(facts.outcome()).as("outcome of the release").isEqualTo("unchanged");
        }
    }

    @Test
    void theModelIsApproved() {
        assertThat(model.approval())
                .as("approval of model package %s", model.arn())
                .isEqualTo("Approved");
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
                        model.executionArn())
                .isEqualTo(JsonMapper.shared()
                        .readTree(execution().output())
                        .path("endpointConfigName")
                        .asString());
    }

    @Test
    void theEndpointServesTheArchiveOfTheModelPackage() {
        var endpoint = SAGEMAKER.describeEndpoint(request -> request.endpointName(STAGE.endpoint()));
        var config =
                SAGEMAKER.describeEndpointConfig(request -> request.endpointConfigName(endpoint.endpointConfigName()));
        var served = config.productionVariants().stream()
                .map(variant -> SAGEMAKER
                        .describeModel(request -> request.modelName(variant.modelName()))
                        .primaryContainer()
                        .modelDataUrl());

        assertThat(served)
                .as("archives behind endpoint %s, against model package %s", STAGE.endpoint(), model.arn())
                .containsExactly(model.archive());
    }

    private static DescribeExecutionResponse execution() {
        return ACCOUNT.stepFunctions().describeExecution(request -> request.executionArn(model.executionArn()));
    }
}
