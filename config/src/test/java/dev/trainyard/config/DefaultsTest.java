package dev.trainyard.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.config.EndpointSettings.AbTestState;
import dev.trainyard.config.EndpointSettings.Rollout;
import dev.trainyard.config.EndpointSettings.RolloutType;
import dev.trainyard.config.GateSettings.Champion;
import dev.trainyard.config.TuningSettings.Scaling;
import dev.trainyard.config.WorkflowSettings.Engine;
import dev.trainyard.config.WorkflowSettings.WhenBusy;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What is read where a key is left out, and that the schema says the same. */
class DefaultsTest {

    @RegisterExtension
    private final ConfigFiles files = new ConfigFiles();

    @Test
    void aFileOfBeforeMeansWhatItMeant() {
        StageConfig dev = ConfigLoader.load(files.directory()).stage("dev");

        assertThat(dev.workflow().processing().engine()).isEqualTo(Engine.PANDAS);
        assertThat(dev.workflow().training().hyperparameters()).isEmpty();
        assertThat(dev.workflow().training().spot()).isEmpty();
        assertThat(dev.workflow().tuning()).isEmpty();
        assertThat(dev.workflow().whenBusy()).isEqualTo(WhenBusy.WAIT);
        assertThat(dev.triggers()).isEmpty();
        assertThat(dev.gate()).isEqualTo(new GateSettings(0.7, 0.0, 0.02, 100, Champion.COMPARE));
        assertThat(dev.endpoint().instances()).contains(new EndpointSettings.Instances("ml.m5.large", 1));
        assertThat(dev.endpoint().rollout()).isEmpty();
        assertThat(dev.endpoint().keep()).isEqualTo(3);
        assertThat(dev.data().maxBadShare()).isEqualTo(0.05);
        assertThat(dev.watch()).isEmpty();
    }

    @Test
    void aPartThatIsThereHasItsOwnDefaults() {
        files.replace("stages/dev.yaml", "instanceCount: 1", """
                        instanceCount: 2
                          rollout: {type: canary}
                          abTest: {weight: 0.5}""")
                .replace("stages/dev.yaml", "retain: false", "retain: false\nwatch: {}\ntriggers: {data: {}}")
                .replace("stages/dev.yaml", "rollout: {type: canary}", "capture: {percent: 100}")
                .replace("stages/dev.yaml", "endpoint:", "endpoint:\n  rollout: {type: all-at-once}");

        StageConfig dev = ConfigLoader.load(files.directory()).stage("dev");

        assertThat(dev.endpoint().rollout())
                .contains(new Rollout(RolloutType.ALL_AT_ONCE, 25, Duration.ofMinutes(5), Optional.empty(), 0));
        assertThat(dev.endpoint().abTest()).contains(new EndpointSettings.AbTest(0.5, AbTestState.RUNNING));
        assertThat(dev.watch()).contains(new Watch("rate(1 day)", false, 400, 0.2));
        assertThat(dev.triggers().flatMap(Triggers::data)).contains(new Triggers.DataTrigger(Duration.ofMinutes(5)));
    }

    @Test
    void readsARangeOfEachKind() {
        files.replace("stages/dev.yaml", "workflow:", """
                workflow:
                  tuning:
                    maxJobs: 8
                    maxParallel: 2
                    ranges: {rate: {min: 0.01, max: 0.3, scaling: reverse-logarithmic}, depth: {values: ["3", "6"]}}""");

        TuningSettings tuning = ConfigLoader.load(files.directory())
                .stage("dev")
                .workflow()
                .tuning()
                .orElseThrow();

        assertThat(tuning.maximizes()).isTrue();
        assertThat(tuning.ranges()).hasEntrySatisfying("rate", range -> {
            assertThat(range.min().orElseThrow()).isEqualTo("0.01");
            assertThat(range.scaling()).isEqualTo(Scaling.REVERSE_LOGARITHMIC);
            assertThat(range.isCategorical()).isFalse();
        });
        assertThat(tuning.ranges())
                .hasEntrySatisfying("depth", range -> assertThat(range.values()).containsExactly("3", "6"));
    }

    @Test
    void theSchemaTellsEditorsTheSameDefaults() throws IOException {
        JsonNode schema =
                Mutations.YAML.readTree(Files.readString(ConfigFiles.REPOSITORY.resolve("schema/stage.schema.json")));

        sameDefaults(StageRules.STAGE, schema, schema);
    }

    private static void sameDefaults(ObjectRule rule, JsonNode described, JsonNode schema) {
        rule.keys().forEach((name, part) -> {
            JsonNode key = resolved(described.path("properties").path(name), schema);
            JsonNode expected = rule.defaults().get(name);
            if (expected != null && !expected.isArray()) {
                assertThat(key.path("default")).as(name).isEqualTo(expected);
            }
            if (part instanceof ObjectRule object) {
                sameDefaults(object, key, schema);
            }
            if (part instanceof NamedRule named && named.value() instanceof ObjectRule object) {
                sameDefaults(object, resolved(key.path("additionalProperties"), schema), schema);
            }
        });
    }

    private static JsonNode resolved(JsonNode described, JsonNode schema) {
        boolean elsewhere = described.has("$ref") && !described.has("default");
        return elsewhere ? schema.at(described.path("$ref").stringValue("#").substring(1)) : described;
    }
}
