package dev.trainyard.infra;

import static dev.trainyard.infra.StageTemplates.resources;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.config.PlatformConfig;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** A promoted model is the one that was approved, and a person's no is heard: in the states of the workflow. */
class PromotedModelTest {

    private static StageTemplates giver;
    private static StageTemplates taker;
    private static WorkflowDefinition workflow;
    private static WorkflowDefinition withdrawal;

    @BeforeAll
    static void synthesize() {
        var config = EditedStage.promoting();
        giver = templates(config, 1);
        taker = templates(config, 0);
        workflow = WorkflowDefinition.of(taker);
        withdrawal = WorkflowDefinition.of(giver, "-withdrawal");
    }

    /** @param fromTheEnd 0 for the last stage, which promotes; 1 for the one before */
    private static StageTemplates templates(PlatformConfig config, int fromTheEnd) {
        return new StageTemplates(
                Stages.in(Stages.app(), config.stages().reversed().get(fromTheEnd), config));
    }

    static Stream<WorkflowDefinition> both() {
        return Stream.of(giver, taker).map(WorkflowDefinition::of);
    }

    private static List<String> conditions(WorkflowDefinition definition, String choice) {
        return definition
                .state(choice)
                .path("Choices")
                .valueStream()
                .map(it -> it.path("Condition").asString())
                .toList();
    }

    @Test
    void theCandidateIsThereBeforeAnyJobAndNothingIsTrained() {
        assertThat(workflow.reachableBut("FetchCandidate")).doesNotContain("Preprocess", "Evaluate", "Register");
        assertThat(workflow.reachable())
                .contains("Preprocess", "Evaluate", "Gate")
                .doesNotContain("Train", "Tune");
    }

    @Test
    void nothingIsRegisteredButTheArchiveThatWasApproved() {
        assertThat(workflow.reachableBut("IsTheCandidate")).contains("Gate").doesNotContain("Register");
        assertThat(conditions(workflow, "IsTheCandidate")).containsExactly("{% $sha256 = $taken.sha256 %}");
    }

    @Test
    void onlyTheArchiveSaysWhetherItIsAnotherModel() {
        assertThat(conditions(workflow, "WhatIsToDo"))
                .hasSize(3)
                .allSatisfy(condition -> assertThat(condition)
                        .contains("$latest.sha256 = $taken.sha256", "$not($request.force)")
                        .doesNotContain("codeHash", "dataHash"));
    }

    @Test
    void whatIsRegisteredSaysWhereItWasTrained() {
        var origin = workflow.state("Register").at("/Arguments/CustomerMetadataProperties");

        assertThat(Stream.of("commit", "codeHash", "dataHash")
                        .map(fact -> origin.path(fact).asString()))
                .containsExactly("{% $taken.commit %}", "{% $taken.codeHash %}", "{% $taken.dataHash %}");
        assertThat(origin.path("judgedDataHash").asString()).isEqualTo("{% $request.dataHash %}");
        assertThat(origin.path("promotedFrom").asString()).isEqualTo("{% $promotedFrom %}");
    }

    @ParameterizedTest
    @MethodSource("both")
    void whatAPersonRejectedIsNeitherApprovedNorPublishedNorRejectedAnew(WorkflowDefinition definition) {
        assertThat(definition.reachableBut("IsRejectedByAPerson")).doesNotContain("ApprovePackage");
        assertThat(definition.reachableBut("ApprovePackage")).doesNotContain("KeepCandidate", "PublishCandidate");
        assertThat(conditions(definition, "IsRegistered"))
                .singleElement()
                .asString()
                .contains("$failure.error != 'Trainyard.RejectedByPerson'");
    }

    @Test
    void aRejectionTakesAwayThePointerToThatPackageAndNoOther() {
        var rule = resources(giver.ml(), "AWS::Events::Rule")
                .map(it -> it.properties().path("EventPattern"))
                .filter(it -> it.toString().contains("Model Package State Change"))
                .toList();

        assertThat(rule)
                .singleElement()
                .satisfies(pattern -> assertThat(
                                pattern.at("/detail/ModelApprovalStatus").values())
                        .extracting(JsonNode::asString)
                        .containsExactly("Rejected"));
        assertThat(conditions(withdrawal, "IsItTheCandidate"))
                .containsExactly("{% $candidate.modelPackageArn = $rejected %}", "{% $looks = 2 %}");
        assertThat(withdrawal.reachableBut("IsItTheCandidate")).doesNotContain("RemovePointer");
    }

    @Test
    void theWithdrawalMayDeleteThePointerAlone() {
        var deleting = resources(giver.ml(), "AWS::IAM::Policy")
                .flatMap(it -> it.properties().at("/PolicyDocument/Statement").valueStream())
                .filter(it -> it.path("Action").toString().contains("s3:DeleteObject"))
                .toList();

        assertThat(deleting)
                .singleElement()
                .satisfies(statement -> assertThat(statement.path("Resource").toString())
                        .contains("/candidates/approved.json")
                        .doesNotContain("*"));
    }

    @Test
    void aModelOfAnotherImageIsPulledWhereItWasTrained() {
        var image = "999999999999.dkr.ecr.us-east-1.amazonaws.com/own:1";
        var own = templates(EditedStage.promotingFrom(image), 0);

        assertThat(resources(own.ml(), "AWS::IAM::Policy")
                        .filter(it -> it.toString().contains("arn:aws:ecr:us-east-1:999999999999:repository/own")))
                .hasSize(2);
    }
}
