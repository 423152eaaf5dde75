package dev.trainyard.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.cli.doctor.Finding.Grade;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MachineCheckTest {

    private record Fake(Set<String> missing, long memoryMiB, int cores, long freeDiskMiB) implements Machine {
        @Override
        public Optional<String> firstLine(String... command) {
            String all = String.join(" ", command);
            return missing.stream().anyMatch(all::contains) ? Optional.empty() : Optional.of("found");
        }
    }

    private static List<Finding> check(Set<String> missing, long memory) {
        return new MachineCheck(new Fake(missing, memory, 2, 9000)).run();
    }

    @Test
    void aMachineWithEverythingIsFine() {
        assertThat(check(Set.of(), 8000)).allMatch(finding -> finding.grade() == Grade.FINE);
    }

    @Test
    void whatIsMissingComesWithHowToGetIt() {
        assertThat(check(Set.of("node.sh"), 8000))
                .filteredOn(finding -> finding.grade() == Grade.MISSING)
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).contains("Node 20", ".mvn/node.sh"));
    }

    @Test
    void gitIsNotNeeded() {
        assertThat(check(Set.of("git"), 8000))
                .filteredOn(finding -> finding.what().startsWith("git"))
                .extracting(Finding::grade)
                .containsExactly(Grade.NOTE);
    }

    @Test
    void littleMemoryIsWorthKnowing() {
        assertThat(check(Set.of(), 1000))
                .filteredOn(finding -> finding.grade() == Grade.NOTE)
                .extracting(Finding::what)
                .containsExactly("memory: 1000 MiB free, and a rehearsal wants 3072");
    }
}
