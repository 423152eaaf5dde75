package dev.trainyard.repositorytests.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.cli.json.Json;
import dev.trainyard.cli.release.Release;
import dev.trainyard.cli.release.WorkflowInput;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Release writes keeps the contracts, as it writes it. */
class ReleaseContractsTest {

    private static final Contract INPUT = Contract.named("workflow-input");
    private static final Contract FACTS = Contract.named("release-facts");

    private static Release.Order order(String trigger) {
        return new Release.Order("5f0c-run", "1", "a".repeat(40), trigger);
    }

    @ParameterizedTest
    @ValueSource(strings = {"release", "manual"})
    void theWorkflowsInputKeepsItsContract(String trigger) {
        var stage = new StageInMemory("trained");

        stage.release(order(trigger));

        assertThat(stage.inputs())
                .hasSize(1)
                .allSatisfy(input -> assertThat(INPUT.problems(input)).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"trained", "promoted", "served", "unchanged"})
    void theFactsOfAReleaseKeepTheirContract(String outcome) {
        var facts = new StageInMemory(outcome).release(order("release"));

        assertThat(facts.outcome()).isEqualTo(outcome);
        assertThat(FACTS.problems(Json.write(facts))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatAPersonAsksKeepsTheContract(boolean force) {
        assertThat(INPUT.problems(WorkflowInput.byHand(force).json())).isEmpty();
    }
}
