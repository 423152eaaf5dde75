package dev.trainyard.infra.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.infra.workflow.ModelImage.Algorithm;
import org.junit.jupiter.api.Test;

class ModelImageTest {

    @Test
    void eachRegionHasItsAccount() {
        assertThat(ModelImage.in("us-east-1", Algorithm.SCIKIT_LEARN).uri())
                .as("ModelImage.java: another account's image does not exist in the region, and cannot be pulled")
                .isEqualTo("683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.9-0-cpu-py3");
        assertThat(ModelImage.in("eu-central-1", Algorithm.of("xgboost")).uri())
                .isEqualTo("492215442770.dkr.ecr.eu-central-1.amazonaws.com/sagemaker-xgboost:3.2-0-cpu-py3");
    }

    @Test
    void anUnknownRegionIsRefusedNamingThoseKnown() {
        assertThatThrownBy(() -> ModelImage.in("mars-north-1", Algorithm.SCIKIT_LEARN))
                .hasMessageContaining("mars-north-1")
                .hasMessageContaining("eu-west-1")
                .hasMessageContaining("ModelImage");
    }
}
