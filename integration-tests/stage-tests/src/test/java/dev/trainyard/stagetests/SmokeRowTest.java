package dev.trainyard.stagetests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SmokeRowTest {

    private final SmokeRow row = new SmokeRow(JsonMapper.shared().readTree("""
            {"Cylinders": 8, "Horsepower": null, "Year": "1970-01-01", "Origin": "a \\"b\\", c"}"""), 17.5);

    @Test
    void keepsTheModelsOrderInLists() {
        assertThat(row.asLists()).isEqualTo("""
                {"instances":[[8,null,"1970-01-01","a \\"b\\", c"]]}""");
    }

    @Test
    void quotesTextAndLeavesTheMissingEmptyInCsv() {
        assertThat(row.asCsv()).isEqualTo("8,,\"1970-01-01\",\"a \"\"b\"\", c\"\n");
    }

    @Test
    void addsTheUnknownFeatureWithoutChangingTheRow() {
        assertThat(row.withUnknownFeature("no_such_feature")).contains("\"no_such_feature\":1");

        assertThat(row.asObjects()).doesNotContain("no_such_feature");
    }
}
