package dev.trainyard.lambdas.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** No evaluation makes the gate throw, and it approves nothing but what keeps every limit, however it was damaged. */
@Tag("thorough")
class GatePropertyTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int DOCUMENTS_A_SEED = 2_000;
    private static final List<String> STRANGE = List.of(
            "null",
            "true",
            "\"NaN\"",
            "\"0.99\"",
            "1e999",
            "-1e999",
            "-1",
            "0",
            "0.5",
            "0.69999999",
            "1",
            "1.0001",
            "3e2",
            "1e300",
            "[]",
            "{}",
            "[0.99]",
            "{\"value\": 0.99}",
            "{\"Origin\": [\"Mars\"]}",
            "{\"a\": []}",
            "\"\"");

    private final Gate gate = new Gate(Evaluations.SETTINGS);

    static IntStream seeds() {
        return IntStream.range(0, 10);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void approvesOnlyWhatKeepsEveryLimit(int seed) {
        var random = new Random(seed);
        for (var i = 0; i < DOCUMENTS_A_SEED; i++) {
            var json = damaged(random);
            var decision = gate.decide(Evaluations.document(json), Evaluations.request(true));

            assertThat(decision.approved()).as(json.toString()).isEqualTo(keepsEveryLimit(json));
            assertThat(decision.rules())
                    .hasSize(5)
                    .noneMatch(rule -> rule.reason().isBlank());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void textThatIsCutOrAlteredNeverThrows(int seed) {
        var random = new Random(seed);
        var parser = new EvaluationParser();
        var good = Evaluations.good().toString();
        for (var i = 0; i < DOCUMENTS_A_SEED; i++) {
            var text = new StringBuilder(good.substring(0, random.nextInt(good.length())));
            if (!text.isEmpty()) {
                text.setCharAt(random.nextInt(text.length()), (char) (' ' + random.nextInt(95)));
            }

            var decision = gate.decide(parser.parse(text.toString(), "it"), Evaluations.request(true));

            assertThat(decision.approved()).as(text.toString()).isFalse();
        }
    }

    /** Up to three members, wherever, replaced or removed. */
    private static ObjectNode damaged(Random random) {
        var json = Evaluations.good();
        var times = random.nextInt(4);
        for (var i = 0; i < times; i++) {
            var objects = objects(json);
            var object = objects.get(random.nextInt(objects.size()));
            var names = List.copyOf(object.propertyNames());
            if (!names.isEmpty()) {
                var name = names.get(random.nextInt(names.size()));
                if (random.nextInt(4) == 0) {
                    object.remove(name);
                } else {
                    object.set(name, JSON.readTree(STRANGE.get(random.nextInt(STRANGE.size()))));
                }
            }
        }
        return json;
    }

    private static List<ObjectNode> objects(JsonNode json) {
        var found = new ArrayList<ObjectNode>();
        if (json instanceof ObjectNode object) {
            found.add(object);
        }
        if (json instanceof ObjectNode || json instanceof ArrayNode) {
            json.valueStream().forEach(child -> found.addAll(objects(child)));
        }
        return found;
    }

    /** The rules once more, as one sentence each, with the limits of {@link Evaluations#SETTINGS}. */
    private static boolean keepsEveryLimit(JsonNode json) {
        var outOfFold = r2(json, "/trainyard/out_of_fold/r2");
        var rows = count(json, "train") + count(json, "validation") + count(json, "test");
        var unseen = json.at("/trainyard/categories/unseen");
        return outOfFold >= 0.7
                && outOfFold - r2(json, "/trainyard/baselines/ridge/out_of_fold/r2") >= 0.01
                && r2(json, "/regression_metrics/r2/value") - r2(json, "/trainyard/champion/r2") >= -0.02
                && rows >= 100
                && unseen.isObject()
                && unseen.isEmpty();
    }

    private static double r2(JsonNode json, String pointer) {
        var value = json.at(pointer);
        var usable = value.isNumber() && Double.isFinite(value.doubleValue()) && value.doubleValue() <= 1;
        return usable ? value.doubleValue() : Double.NaN;
    }

    private static double count(JsonNode json, String split) {
        var value = json.at("/trainyard/rows/" + split);
        var usable = value.isNumber()
                && Double.isFinite(value.doubleValue())
                && value.doubleValue() >= 0
                && value.doubleValue() % 1 == 0;
        return usable ? value.doubleValue() : Double.NaN;
    }
}
