package dev.trainyard.endpointtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.endpointtests.AwsEndpoint.Ability;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** What one stage approved serves in the next, unless a person says no: each in an account of its own. */
@Needs({Ability.CLOUDFORMATION, Ability.MACHINE_LEARNING})
class PromotionIT {

    private static final String POINTER = "candidates/approved.json";
    private static final String MANUAL = """
            {"trigger": "manual", "force": %s}""";

    private static WorkflowRun run(DeployedStage stage, String name, boolean force) {
        return WorkflowRun.of(stage, "StateMachineArn", name, MANUAL.formatted(force));
    }

    private static WorkflowRun succeeding(DeployedStage stage, String name, boolean force) {
        var run = run(stage, name, force);
        assertThat(run.status()).as(run.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        return run;
    }

    private static WorkflowRun failing(DeployedStage stage, String name, boolean force) {
        var run = run(stage, name, force);
        assertThat(run.status()).isEqualTo(ExecutionStatus.FAILED);
        return run;
    }

    @Test
    void theVeryCandidateServesInTheNextStage() {
        var stages = PromotingStages.deploy("222222222261", "333333333361");
        succeeding(stages.giver(), "trained", false);
        var given = new Registry(stages.giver()).newest();
        var taken = new Registry(stages.taker());

        var promotion = succeeding(stages.taker(), "promoted", false);

        assertThat(promotion.output()).contains("\"outcome\": \"promoted\"");
        assertThat(promotion.states()).contains("FetchCandidate", "Evaluate").doesNotContain("Train");
        assertThat(taken.facts())
                .containsEntry("promotedFrom", given.modelPackageArn())
                .containsEntry("sha256", given.customerMetadataProperties().get("sha256"))
                .containsEntry("dataHash", given.customerMetadataProperties().get("dataHash"))
                .containsEntry("commit", "unknown");
        assertThat(taken.facts().get("judgedDataHash"))
                .isNotEqualTo(given.customerMetadataProperties().get("dataHash"));
        assertThat(stages.taker().predict()).isEqualTo(stages.giver().predict());
        assertThat(stages.taker().approvals()).containsExactly(ModelApprovalStatus.APPROVED);

        var again = succeeding(stages.taker(), "again", false);
        assertThat(again.output()).contains("\"outcome\": \"unchanged\"");
        assertThat(again.states()).contains("FetchCandidate", "NothingToDo").doesNotContain("Preprocess");
    }

    @Test
    void whatAPersonRejectedAfterwardsIsNotTaken() {
        var stages = PromotingStages.deploy("222222222262", "333333333362");
        succeeding(stages.giver(), "trained", false);
        succeeding(stages.taker(), "promoted", false);
        var answer = stages.taker().predict();
        var here = new Registry(stages.taker());

        here.reject(here.newest());
        var refused = failing(stages.taker(), "rejected-here", false);
        assertThat(refused.cause())
                .contains("a person rejected " + here.newest().modelPackageArn(), "with force");
        assertThat(here.packages()).hasSize(1);
        succeeding(stages.taker(), "forced", true);

        var there = new Registry(stages.giver());
        there.reject(there.newest());
        Await.until(
                "withdrawal",
                Duration.ofMinutes(1),
                () -> Optional.of(stages.giver().objects(POINTER)).filter(java.util.List::isEmpty));
        var missing = failing(stages.taker(), "rejected-there", true);
        assertThat(missing.cause()).contains("FetchCandidate failed: stage dev has no approved candidate");
        assertThat(stages.taker().predict()).isEqualTo(answer);
    }

    @Test
    void whatIsMissingForbiddenOrDamagedIsNotTaken() {
        var stages = PromotingStages.deploy("222222222263", "333333333363");
        var there = new SharedArtifacts(stages.giver());
        assertThat(refusal(stages, "missing"))
                .contains("stage dev has no approved candidate", "its workflow must approve a model");

        succeeding(stages.giver(), "trained", false);
        there.withoutBucketPolicy(() -> assertThat(refusal(stages, "bucket"))
                .contains("approved.json may not be read", "bucket policy and the key policy of stage dev"));
        there.withoutSharingTheKey(() -> assertThat(refusal(stages, "key"))
                .contains("not authorized to perform: kms:Decrypt", "the key policy of stage dev"));

        var model = new Registry(stages.giver()).newest();
        var archive = URI.create(
                        model.inferenceSpecification().containers().getFirst().modelDataUrl())
                .getPath()
                .substring(1);
        var bytes = there.read(archive);
        there.write(archive, SharedArtifacts.packedAnew(bytes));
        assertThat(refusal(stages, "damaged")).contains("it was changed since, and is not taken");

        there.write(archive, bytes);
        var sha256 = model.customerMetadataProperties().get("sha256");
        new SharedArtifacts(stages.taker())
                .write("promoted/%s/model.tar.gz".formatted(sha256), SharedArtifacts.packedAnew(bytes));
        var run = failing(stages.taker(), "another", false);
        assertThat(run.cause()).contains("the archive that was evaluated", sha256, "was changed since it was copied");
        assertThat(run.states()).doesNotContain("Register");
    }

    /** Why nothing was taken, in the run's words; nothing is left of it. */
    private static String refusal(PromotingStages stages, String name) {
        var run = failing(stages.taker(), name, false);
        assertThat(run.states()).doesNotContain("Preprocess", "Register");
        assertThat(stages.taker().approvals()).isEmpty();
        assertThat(stages.taker().objects("promoted/")).isEmpty();
        assertThat(new SharedArtifacts(stages.taker()).unfinishedUploads()).isZero();
        return run.cause();
    }

    @Test
    void whatAPersonRejectsDuringTheRolloutIsNotApproved() {
        var stages = PromotingStages.deploy("222222222264", "333333333364");
        var stage = stages.giver();
        succeeding(stage, "first", false);
        var registry = new Registry(stage);
        var first = registry.newest();
        var config = stage.endpointConfig();
        var answer = stage.predict();

        stage.putRawData("auto-mpg.csv", SampleData.firstRows(300));
        var rejected = new AtomicBoolean();
        var second = WorkflowRun.of(stage, "second", () -> {
            if (!rejected.get() && registry.packages().size() == 2) {
                registry.reject(registry.newest());
                rejected.set(true);
            }
        });

        assertThat(second.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(second.cause())
                .contains("a person rejected " + registry.newest().modelPackageArn());
        assertThat(registry.newest().approvalDescription()).isEqualTo(Registry.NO);
        assertThat(stage.endpointConfig()).isEqualTo(config);
        assertThat(stage.predict()).isEqualTo(answer);
        assertThat(new String(new SharedArtifacts(stage).read(POINTER), java.nio.charset.StandardCharsets.UTF_8))
                .contains(first.modelPackageArn());
    }
}
