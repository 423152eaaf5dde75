package dev.trainyard.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
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
                        components(record).map(RulesTest::key).toList());
        components(record)
                .forEach(part -> nested(part)
                        .ifPresent(type -> assertSameKeys(
                                objectRule(Objects.requireNonNull(rule.keys().get(key(part)))), type)));
    }

    private static String key(RecordComponent part) {
        var renamed = part.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null ? part.getName() : renamed.value();
    }

    /** The record that a component is, may be, or maps names to. */
    private static Optional<Class<?>> nested(RecordComponent part) {
        Type type = part.getGenericType();
        if (type instanceof ParameterizedType generic) {
            type = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
        }
        return type instanceof Class<?> record && record.isRecord() ? Optional.of(record) : Optional.empty();
    }

    private static ObjectRule objectRule(Rule rule) {
        Rule inner = rule instanceof NamedRule named ? named.value() : rule;
        assertThat(inner).isInstanceOf(ObjectRule.class);
        return (ObjectRule) inner;
    }

    private static Stream<RecordComponent> components(Class<?> record) {
        return Arrays.stream(record.getRecordComponents());
    }
}
