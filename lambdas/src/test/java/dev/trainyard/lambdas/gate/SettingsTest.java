package dev.trainyard.lambdas.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final Map<String, String> COMPLETE = Map.of(
            "MINIMUM_R2", "0.75",
            "RIDGE_MARGIN", "0.01",
            "CHAMPION_MARGIN", "0.02",
            "MINIMUM_ROWS", "100",
            "CHAMPION", "compare");

    private static Map<String, String> with(String name, String value) {
        var changed = new HashMap<>(COMPLETE);
        changed.put(name, value);
        return changed;
    }

    @Test
    void readsTheLimits() {
        assertThat(Settings.from(COMPLETE)).isEqualTo(new Settings(0.75, 0.01, 0.02, 100, true));
        assertThat(Settings.from(with("CHAMPION", "ignore")).comparesChampion()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MINIMUM_R2", "RIDGE_MARGIN", "CHAMPION_MARGIN", "MINIMUM_ROWS", "CHAMPION"})
    void namesTheMissingVariable(String name) {
        var incomplete = new HashMap<>(COMPLETE);
        incomplete.remove(name);

        assertThatThrownBy(() -> Settings.from(incomplete)).hasMessageContaining(name + " is not set");
    }

    @ParameterizedTest
    @CsvSource({
        "MINIMUM_R2, NaN", "MINIMUM_R2, -0.1", "MINIMUM_R2, 1.1", "MINIMUM_R2, Infinity", "MINIMUM_R2, ''",
        "MINIMUM_R2, high", "RIDGE_MARGIN, NaN", "CHAMPION_MARGIN, 2", "MINIMUM_ROWS, NaN", "MINIMUM_ROWS, Infinity",
        "MINIMUM_ROWS, -1", "CHAMPION, yes", "CHAMPION, ''",
    })
    void refusesALimitThatWouldLetAnythingPass(String name, String text) {
        assertThatThrownBy(() -> Settings.from(with(name, text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name + " must be");
    }
}
