package dev.trainyard.repositorytests.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.cli.faults.Catalogue;
import dev.trainyard.cli.faults.Fault;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code rehearse --fault list} offers, docs/fidelity.md states: every fault with its outcomes, and nothing else. */
@Tag("thorough")
class FaultsTest {

    private static final Catalogue CATALOGUE = Catalogue.of(Repository.ROOT);

    static Stream<Fault> faults() {
        return CATALOGUE.faults().stream();
    }

    @Test
    void thePageNamesEveryFaultAndNothingElse() {
        assertThat(FidelityPage.table("Faults").keySet())
                .containsExactlyInAnyOrderElementsOf(faults().map(Fault::name).toList());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void thePageStatesWhatComesOfIt(Fault fault) {
        var cells = FidelityPage.row("Faults", fault.name());

        assertThat(cells.getFirst()).isEqualTo(fault.expected());
        assertThat(outcomes(cells.get(1))).isEqualTo(fault.outcomes());
    }

    private static Map<String, Fault.Outcome> outcomes(String cell) {
        return Arrays.stream(cell.split("; "))
                .map(each -> each.split(": ", 2))
                .collect(Collectors.toMap(
                        each -> each[0],
                        each -> Fault.Outcome.valueOf(each[1].strip().toUpperCase(Locale.ROOT))));
    }
}
