package dev.trainyard.lambdas.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The gate's side of the contracts: what it answers, and that it takes an evaluation that the contract allows. */
class GateContractTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    static Stream<Evaluation> evaluations() {
        return Stream.of(
                new Evaluation.Scored(0.87),
                new Evaluation.Scored(-3),
                new Evaluation.Unusable("there is no evaluation"));
    }

    @ParameterizedTest
    @MethodSource("evaluations")
    void everyDecisionKeepsTheContract(Evaluation evaluation) {
        JsonNode answer = JSON.valueToTree(new Gate(new Settings(0.7)).decide(evaluation));

        assertThat(schema("gate-decision").validate(answer)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("contractualEvaluations")
    void judgesWhatTheContractAllows(String evaluation) {
        assertThat(schema("evaluation").validate(JSON.readTree(evaluation))).isEmpty();

        assertThat(new EvaluationParser().parse(evaluation, "it")).isEqualTo(new Evaluation.Scored(0.87));
    }

    static Stream<String> contractualEvaluations() {
        return Stream.of("""
                {"regression_metrics": {
                   "r2": {"value": 0.9, "standard_deviation": "NaN"}, "mae": {"value": 2, "standard_deviation": 0.1},
                   "mse": {"value": 8, "standard_deviation": 1}, "rmse": {"value": 2.8, "standard_deviation": 0.2}},
                 "trainyard": {"out_of_fold": {"r2": 0.87, "mae": 2.1, "rmse": 2.9, "folds": [0.85, 0.89]},
                   "rows": {"train": 280, "validation": 60, "test": 58},
                   "intervals": {"r2": [0.8, 0.95], "mae": [1.5, 2.5], "mse": null, "rmse": null},
                   "baselines": {"mean": {"r2": 0, "mae": 6, "rmse": 8},
                     "ridge": {"r2": 0.8, "mae": 3, "rmse": 4, "out_of_fold": {"r2": 0.81, "mae": 3, "rmse": 4}}},
                   "champion": {"r2": 0.88, "mae": 2, "rmse": 2.8, "difference": {
                     "r2": {"value": 0.02, "interval": [-0.01, 0.05]}, "mae": {"value": 0, "interval": null},
                     "rmse": {"value": 0, "interval": null}}},
                   "categories": {"unseen": {"Origin": ["Mars"]}},
                   "errors_by_category": {"Origin": [{"value": null, "rows": 3, "mae": 2, "rmse": 3, "bias": -1}]},
                   "importance": [{"feature": "Year", "r2_drop": 0.3, "deviation": 0.02}],
                   "model": {"sha256": "%s", "estimator": "ridge"}}}""".formatted("ab".repeat(32)));
    }

    private static Schema schema(String contract) {
        var file = Path.of(System.getProperty("trainyard.root"), "contracts", contract + ".schema.json");
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(file.toUri().toString()), JSON.readTree(file));
    }
}
