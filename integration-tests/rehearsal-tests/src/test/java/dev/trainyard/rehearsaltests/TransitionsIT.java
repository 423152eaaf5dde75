package dev.trainyard.rehearsaltests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.cli.ledger.Reach.Machine;
import dev.trainyard.cli.permissions.Reviewed;
import dev.trainyard.cli.permissions.Stageless;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every transition of every state machine is taken by some run of the test suite, or stands reviewed with its reason. */
class TransitionsIT {
    private static final Reviewed REVIEWED = Reviewed.load();
    private static final String FILE = "cli/src/main/resources/dev/trainyard/cli/permissions/reviewed.yaml";

    /** @param machine construct path below the stage */
    private record Way(String machine, String from, String to) implements Comparable<Way> {
        @Override
        public int compareTo(Way other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return machine + ": " + from + " → " + to;
        }
    }

    private static Map<Way, Boolean> ways() {
        var taken = new TreeMap<Way, Boolean>();
        for (Machine machine : Seen.machines()) {
            String name = Stageless.construct(machine.construct());
            machine.transitions()
                    .forEach(each ->
                            taken.merge(new Way(name, each.from(), each.to()), each.taken() > 0, Boolean::logicalOr));
        }
        return taken;
    }

    @Test
    void whatNoRunTakesStandsWithItsReason() {
        assertThat(ways().entrySet().stream()
                        .filter(way -> !way.getValue())
                        .map(Map.Entry::getKey)
                        .filter(way -> REVIEWED.untaken().stream()
                                .noneMatch(each -> each.covers(way.machine(), way.from(), way.to()))))
                .as("never taken by any run of the tests: have one take it, or say in %s why none does", FILE)
                .isEmpty();
    }

    /** One that is taken by now may stand: some are a matter of chance, as who comes first. */
    @Test
    void everyReasonIsForATransition() {
        var ways = ways().keySet();

        assertThat(REVIEWED.untaken())
                .as("of %s: there no longer", FILE)
                .allSatisfy(each -> assertThat(each.from())
                        .allSatisfy(from -> assertThat(ways)
                                .anyMatch(way -> new Reviewed.Untaken(each.machine(), List.of(from), each.to(), "")
                                        .covers(way.machine(), way.from(), way.to()))));
    }
}
