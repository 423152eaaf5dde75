package dev.trainyard.repositorytests.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.config.StageConfig;
import dev.trainyard.lambdas.gate.GateRequest;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The workflow asks its contracts for nothing that they do not promise. */
class WorkflowContractsTest {

    static Stream<StageConfig> stages() {
        return Repository.CONFIG.stages().stream();
    }

    @ParameterizedTest
    @MethodSource("stages")
    void itChecksEveryMemberOfTheInputAndKnowsNoOther(StageConfig stage) {
        var contract = Contract.named("workflow-input");
        var condition = Definition.of(stage)
                .state("InputIsValid")
                .at("/Choices/0/Condition")
                .asString();

        assertThat(condition)
                .contains(contract.members().stream()
                        .map("$request.%s"::formatted)
                        .toList());
        assertThat(quoted(condition))
                .containsAll(contract.members())
                .containsAll(contract.json()
                        .at("/properties/trigger/enum")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList());
        assertThat(Definition.of(stage).membersReadOf("request")).isSubsetOf(contract.members());
    }

    private static Set<String> quoted(String expression) {
        return Pattern.compile("'(\\w+)'")
                .matcher(expression)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("stages")
    void itReadsOfADecisionWhatTheGateAnswers(StageConfig stage) {
        assertThat(Definition.of(stage).membersReadOf("decision"))
                .isNotEmpty()
                .isSubsetOf(Contract.named("gate-decision").members());
    }

    @ParameterizedTest
    @MethodSource("stages")
    void itReadsOfADatasetWhatTheFunctionAnswers(StageConfig stage) {
        var hash = Definition.of(stage).state("HashData").path("Assign").toString();

        assertThat(hash).contains("$states.result.Payload.dataHash");
        assertThat(Contract.named("dataset").members()).contains("dataHash");
    }

    @ParameterizedTest
    @MethodSource("stages")
    void itPublishesEveryMemberOfACandidateAndNoOther(StageConfig stage) {
        var contract = Contract.named("candidate");
        var published = Definition.of(stage)
                .state("DescribePackage")
                .at("/Assign/candidate")
                .asString();

        assertThat(keys(published))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(contract.members().stream(), contract.members("/properties/metrics").stream())
                                .toList());
    }

    @ParameterizedTest
    @MethodSource("stages")
    void itReadsOfACandidateWhatTheFunctionAnswers(StageConfig stage) {
        var definition = Definition.of(stage);
        var members = Contract.named("candidate").members();

        assertThat(definition.membersReadOf("taken")).isSubsetOf(members);
        assertThat(definition.membersReadOf("candidate")).isSubsetOf(members);
    }

    private static List<String> keys(String expression) {
        return Pattern.compile("'(\\w+)':")
                .matcher(expression)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("stages")
    void itReadsOfAnEvaluationAndASmokeWhatTheJobWrites(StageConfig stage) {
        var definition = Definition.of(stage);

        assertThat(definition.membersReadOf("evaluation"))
                .isNotEmpty()
                .isSubsetOf(Contract.named("evaluation").members());
        assertThat(definition.membersReadOf("smoke"))
                .isEqualTo(new TreeSet<>(Contract.named("smoke").members()));
    }

    @ParameterizedTest
    @MethodSource("stages")
    void itReadsOfADataVerdictWhatPreprocessingWrites(StageConfig stage) {
        assertThat(Definition.of(stage).membersReadOf("data"))
                .isEqualTo(new TreeSet<>(Contract.named("data-verdict").members()));
    }

    @ParameterizedTest
    @MethodSource("stages")
    void itAsksTheGateWhatTheGateUnderstands(StageConfig stage) {
        var payload = Definition.of(stage).state("Gate").at("/Arguments/Payload");

        assertThat(payload.propertyNames())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(GateRequest.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList());
    }
}
