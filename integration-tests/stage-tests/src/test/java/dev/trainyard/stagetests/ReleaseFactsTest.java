package dev.trainyard.stagetests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Verify's side of the contract {@code release-facts}. */
class ReleaseFactsTest {

    private static final String UNCHANGED = """
            {"commit": "%1$s", "pipelineExecutionId": "run-1", "codeHash": "%1$s", "dataHash": "%1$s",
             "executionArn": null, "outcome": "unchanged", "modelPackageArn": %2$s}""";

    @Test
    void hasTheMembersOfTheContract() throws IOException {
        var contract = JsonMapper.shared()
                .readTree(Files.readString(
                        Path.of(System.getProperty("trainyard.root"), "contracts", "release-facts.schema.json")));

        assertThat(ReleaseFacts.class.getRecordComponents())
                .extracting(component -> component.getName())
                .containsExactlyElementsOf(contract.required("properties").propertyNames());
    }

    @Test
    void readsAReleaseThatTrainedNothing() {
        var facts = ReleaseFacts.parse(UNCHANGED.formatted("a".repeat(40), "\"arn:aws:sagemaker:model\""));

        assertThat(facts.executionArn()).isNull();
        assertThat(facts.model()).isEqualTo("arn:aws:sagemaker:model");
    }

    @Test
    void saysWhenTheReleaseNamesNoModel() {
        var facts = ReleaseFacts.parse(UNCHANGED.formatted("a".repeat(40), "null"));

        assertThatThrownBy(facts::model).hasMessageContaining("names no model package");
    }
}
