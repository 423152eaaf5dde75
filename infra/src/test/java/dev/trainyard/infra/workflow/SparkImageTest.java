package dev.trainyard.infra.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SparkImageTest {

    @Test
    void eachRegionHasItsAccount() {
        assertThat(SparkImage.in("us-east-1").uri())
                .isEqualTo(
                        "173754725891.dkr.ecr.us-east-1.amazonaws.com/sagemaker-spark-processing:3.5-cpu-py312-v1.3");
        assertThat(SparkImage.in("eu-central-1").uri()).startsWith("906073651304.dkr.ecr.eu-central-1.");
    }

    @Test
    void anUnknownRegionIsRefusedNamingThoseKnown() {
        assertThatThrownBy(() -> SparkImage.in("mars-north-1"))
                .hasMessageContaining("mars-north-1")
                .hasMessageContaining("eu-west-1")
                .hasMessageContaining("SparkImage");
    }
}
