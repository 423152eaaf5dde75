package dev.trainyard.repositorytests.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.cli.json.Json;
import dev.trainyard.cli.release.Release;
import dev.trainyard.cli.release.ReleaseFacts;
import org.junit.jupiter.api.Test;
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
        var stage = new StageInMemory();

        stage.release(order(trigger));

        assertThat(stage.inputs())
                .hasSize(1)
                .allSatisfy(input -> assertThat(INPUT.problems(input)).isEmpty());
    }

    @Test
    void theFactsOfATrainedReleaseKeepTheirContract() {
        var facts = new StageInMemory().release(order("release"));

        assertThat(facts.outcome()).isEqualTo(ReleaseFacts.TRAINED);
        assertThat(FACTS.problems(Json.write(facts))).isEmpty();
    }

    @Test
    void theFactsOfAnUnchangedReleaseKeepTheirContract() {
        var stage = new StageInMemory();
        stage.release(order("release"));

        var facts = stage.release(order("release"));

        assertThat(facts.outcome()).isEqualTo(ReleaseFacts.UNCHANGED);
        assertThat(FACTS.problems(Json.write(facts))).isEmpty();
    }
}
