package dev.trainyard.infra.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AvailabilityZonesTest {

    @Test
    void mostRegionsHaveTheUsualThree() {
        assertThat(AvailabilityZones.of("eu-west-1")).containsExactly("eu-west-1a", "eu-west-1b", "eu-west-1c");
    }

    @Test
    void tokyoHasNoZoneB() {
        assertThat(AvailabilityZones.of("ap-northeast-1"))
                .containsExactly("ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d");
    }

    @Test
    void aRegionOfTwoZonesIsRefused() {
        assertThatThrownBy(() -> AvailabilityZones.of("us-west-1")).hasMessageContaining("two availability zones");
    }
}
