package dev.trainyard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RulesTest {

    @Test
    void haveAKeyForEachComponentOfThePipelinesRecords() {
        assertSameKeys(PipelineRules.PIPELINE, PipelineConfig.class);
    }

    @Test
    void haveAKeyForEachComponentOfAStagesRecords() {
        assertSameKeys(StageRules.STAGE, StageConfig.class);
    }

    private static void assertSameKeys(ObjectRule rule, Class<?> record) {
        assertThat(rule.keys().keySet())
                .as("keys of %s", record)
                .containsExactlyInAnyOrderElementsOf(
                        components(record).map(RecordComponent::getName).toList());
        components(record).filter(part -> part.getType().isRecord()).forEach(part -> {
            Rule partRule = rule.keys().get(part.getName());
            assertThat(partRule).isInstanceOf(ObjectRule.class);
            if (partRule instanceof ObjectRule object) {
                assertSameKeys(object, part.getType());
            }
        });
    }

    private static Stream<RecordComponent> components(Class<?> record) {
        return Arrays.stream(record.getRecordComponents());
    }
}
