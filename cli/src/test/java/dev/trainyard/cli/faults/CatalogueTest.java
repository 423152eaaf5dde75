package dev.trainyard.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private static final Catalogue CATALOGUE = Catalogue.of(Path.of(System.getProperty("trainyard.root")));

    @Test
    void explainsEachFaultWithItsSource() {
        assertThat(CATALOGUE.explained())
                .contains(CATALOGUE.faults().stream().map(Fault::name).toList());
        assertThat(CATALOGUE.faults()).allSatisfy(fault -> {
            assertThat(fault.sources()).isNotEmpty();
            assertThat(fault.outcomes()).containsKey("default");
            assertThat(CATALOGUE.explained()).contains(fault.aws(), fault.strikes(), fault.expected());
        });
    }

    @Test
    void aFailureSaysWords() {
        assertThat(CATALOGUE.faults())
                .allSatisfy(fault -> assertThat(fault.words().isEmpty())
                        .as(fault.name())
                        .isEqualTo(fault.outcomes().values().stream()
                                .noneMatch(it -> it == Fault.Outcome.NOTIFIED || it == Fault.Outcome.RED)));
    }

    @Test
    void refusesAnUnknownNameWithTheList() {
        assertThatThrownBy(() -> CATALOGUE.named(List.of("throttling", "rain")))
                .hasMessageStartingWith("no fault 'rain'; there are throttling, resource-limit, capacity");
    }

    @Test
    void takesEachNameOnce() {
        assertThat(CATALOGUE.named(List.of("capacity", "capacity"))).hasSize(1);
    }
}
