package dev.trainyard.stagetests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Verify's side of the contract {@code release-facts}. */
class ReleaseFactsTest {

    private static final String FACTS = """
            {"commit": "c0ffee", "pipelineExecutionId": "run-1", "codeHash": "c0de", "dataHash": "da7a",
             "executionArn": "arn:aws:states:execution", "outcome": "%s", "modelPackageArn": "arn:aws:sagemaker:model"}""";

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
    void tellsAModelOfTheReleaseFromAnEarlierOne() {
        assertThat(ReleaseFacts.parse(FACTS.formatted("promoted")).madeAModel()).isTrue();
        assertThat(ReleaseFacts.parse(FACTS.formatted("served")).madeAModel()).isFalse();
    }
}
