package dev.trainyard.lambdas.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void readsTheMinimum() {
        assertThat(Settings.from(Map.of("MINIMUM_R2", "0.75"))).isEqualTo(new Settings(0.75));
    }

    @Test
    void namesTheMissingVariable() {
        assertThatThrownBy(() -> Settings.from(Map.of())).hasMessageContaining("MINIMUM_R2 is not set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "-0.1", "1.1", "Infinity", "", "high"})
    void refusesALimitThatWouldLetAnythingPass(String text) {
        assertThatThrownBy(() -> Settings.from(Map.of("MINIMUM_R2", text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("MINIMUM_R2 must be");
    }
}
