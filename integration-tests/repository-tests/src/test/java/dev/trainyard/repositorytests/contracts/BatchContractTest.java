package dev.trainyard.repositorytests.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.config.StageConfig;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The batch machine takes what the contract {@code batch-input} allows, and nothing else. */
class BatchContractTest {

    static Stream<StageConfig> stages() {
        return Repository.CONFIG.stages().stream();
    }

    private static String condition(StageConfig stage) {
        var name = Repository.CONFIG.names(stage).endpoint() + "-batch";
        var machine = Definition.all(stage)
                .filter(it ->
                        it.properties().path("StateMachineName").asString().equals(name))
                .findFirst()
                .orElseThrow();
        return Definition.of(machine)
                .state("InputIsValid")
                .at("/Choices/0/Condition")
                .asString();
    }

    @ParameterizedTest
    @MethodSource("stages")
    void itJudgesEveryMemberByTheContractsOwnRules(StageConfig stage) {
        var contract = Contract.named("batch-input");
        var properties = contract.json().path("properties");
        var pattern = properties.at("/input/pattern").asString().replace("/", "\\/");
        var types = properties.at("/contentType/enum").valueStream().map(JsonNode::asString);

        assertThat(condition(stage)).contains("/" + pattern + "/").contains(types.toList());
        assertThat(condition(stage)).contains("in ['input', 'contentType', 'join']");
        assertThat(properties.propertyNames()).containsExactlyInAnyOrder("input", "contentType", "join");
    }

    @ParameterizedTest
    @MethodSource("stages")
    void itReadsNoOtherMember(StageConfig stage) {
        var read = Pattern.compile("\\$request\\.(\\w+)")
                .matcher(condition(stage))
                .results()
                .map(found -> found.group(1));

        assertThat(read).isSubsetOf(Contract.named("batch-input").members());
    }
}
