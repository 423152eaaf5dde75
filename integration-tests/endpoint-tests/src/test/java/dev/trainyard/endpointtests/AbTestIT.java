package dev.trainyard.endpointtests;

import static dev.trainyard.endpointtests.Synthesis.replacing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.endpointtests.AwsEndpoint.Ability;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariantSummary;
import software.amazon.awssdk.services.sagemakerruntime.model.InvokeEndpointResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import tools.jackson.databind.json.JsonMapper;

/** An A/B test begins with the next model, and ends by one edit of the config and a run that trains nothing. */
@Needs({Ability.CLOUDFORMATION, Ability.MACHINE_LEARNING})
class AbTestIT {

    private static final String RUNNING = "instanceCount: 1\n  abTest: {weight: 0.25, state: running}";
    private static final String PROMOTE = "instanceCount: 1\n  abTest: {weight: 0.25, state: promote}";
    private static final String NONE = "instanceCount: 1";

    private static UnaryOperator<String> dev(String account, String endpoint) {
        return yaml -> replacing("instanceCount: 1", endpoint)
                .apply(replacing("222222222222", account).apply(yaml));
    }

    /** A stage with a champion and a challenger, the latter made by the run {@code challenge}. */
    private static DeployedStage testing(String account) {
        var stage = DeployedStage.deploy(Synthesis.dev(dev(account, RUNNING)));
        stage.putRawData("auto-mpg.csv", SampleData.all());
        succeed(WorkflowRun.of(stage, "first"));
        stage.putRawData("auto-mpg.csv", SampleData.firstRows(300));
        succeed(WorkflowRun.of(stage, "challenge"));
        return stage;
    }

    private static WorkflowRun succeed(WorkflowRun run) {
        assertThat(run.status()).as(run.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        return run;
    }

    /** The version of the model package that a run says it is about. */
    private static String version(WorkflowRun run) {
        var arn = JsonMapper.shared()
                .readTree(run.output())
                .required("modelPackageArn")
                .asString();
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private static Map<String, Long> shares(DeployedStage stage) {
        return IntStream.range(0, 100)
                .mapToObj(each -> stage.ask())
                .collect(
                        Collectors.groupingBy(InvokeEndpointResponse::invokedProductionVariant, Collectors.counting()));
    }

    @Test
    void theNextModelChallengesWithItsShareAndIsPromotedWithoutTraining() {
        var account = "222222222208";
        var stage = testing(account);
        assertThat(shares(stage)).isEqualTo(Map.of("AllTraffic", 75L, "Challenger", 25L));
        assertThat(stage.approvals())
                .containsExactlyInAnyOrder(ModelApprovalStatus.APPROVED, ModelApprovalStatus.PENDING_MANUAL_APPROVAL);
        var challenger = stage.predict("Challenger");
        assertThat(challenger).isNotEqualTo(stage.predict("AllTraffic"));

        stage.update(Synthesis.dev(dev(account, PROMOTE)), Map.of());
        var promotion = succeed(WorkflowRun.again(stage, "promotion", "challenge"));

        assertThat(promotion.states())
                .contains("PromoteChallenger", "ApprovePackage")
                .doesNotContain("Train");
        assertThat(stage.endpoint().productionVariants())
                .extracting(ProductionVariantSummary::variantName)
                .containsExactly("AllTraffic");
        assertThat(stage.predict()).isEqualTo(challenger);
        assertThat(version(promotion)).isEqualTo("2");
        assertThat(stage.approvals()).containsOnly(ModelApprovalStatus.APPROVED).hasSize(2);
    }

    @Test
    void aRemovedChallengerIsGoneAndStaysGone() {
        var account = "222222222209";
        var stage = testing(account);
        var champion = stage.predict("AllTraffic");

        stage.update(Synthesis.dev(dev(account, NONE)), Map.of());
        var removal = succeed(WorkflowRun.again(stage, "removal", "challenge"));
        assertThat(removal.states()).contains("RetireChallenger").doesNotContain("Train");
        assertThat(stage.predict()).isEqualTo(champion);
        assertThat(version(removal)).isEqualTo("1");
        assertThat(stage.approvals())
                .containsExactlyInAnyOrder(ModelApprovalStatus.APPROVED, ModelApprovalStatus.REJECTED);

        var next = succeed(WorkflowRun.again(stage, "next", "challenge"));
        assertThat(next.states()).contains("NothingToDo").doesNotContain("Train", "CreateEndpointConfig");
        assertThat(version(next)).isEqualTo("1");
        assertThat(stage.predict()).isEqualTo(champion);
    }
}
