package dev.trainyard.lambdas.gate;

import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Evaluations as the job writes them, each with one thing changed. */
final class Evaluations {

    static final Settings SETTINGS = new Settings(0.7, 0.01, 0.02, 100, true);

    private static final JsonMapper JSON = JsonMapper.shared();
    /** Passes every rule of {@link #SETTINGS}. */
    private static final String GOOD = """
            {"regression_metrics": {
               "r2": {"value": 0.9, "standard_deviation": "NaN"}, "mae": {"value": 2, "standard_deviation": 0.1},
               "mse": {"value": 8, "standard_deviation": 1}, "rmse": {"value": 2.8, "standard_deviation": 0.2}},
             "trainyard": {
               "out_of_fold": {"r2": 0.87, "mae": 2.1, "rmse": 2.9, "folds": [0.85, 0.89]},
               "rows": {"train": 280, "validation": 60, "test": 58},
               "intervals": {"r2": [0.85, 0.93], "mae": [1.8, 2.2], "mse": null, "rmse": [2.5, 3.1]},
               "baselines": {"mean": {"r2": -0.01, "mae": 6, "rmse": 8},
                 "ridge": {"r2": 0.81, "mae": 3, "rmse": 4, "out_of_fold": {"r2": 0.8, "mae": 3.1, "rmse": 4.1}}},
               "champion": {"r2": 0.89, "mae": 2.1, "rmse": 2.9, "difference": {"r2": {"value": 0.01, "interval": [-0.01, 0.03]},
                 "mae": {"value": -0.1, "interval": null}, "rmse": {"value": -0.1, "interval": null}}},
               "categories": {"unseen": {}},
               "errors_by_category": {},
               "importance": [],
               "model": {"sha256": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "estimator": "ridge"}}}""";

    private Evaluations() {}

    static ObjectNode good() {
        return (ObjectNode) JSON.readTree(GOOD);
    }

    static Evaluation.Document document(JsonNode json) {
        return new Evaluation.Document(json, "it");
    }

    /**
     * A good one with a member set to something else.
     *
     * @param pointer to the member's parent
     * @param value as JSON
     */
    static Evaluation.Document with(String pointer, String member, String value) {
        return changed(good -> ((ObjectNode) good.at(pointer)).set(member, JSON.readTree(value)));
    }

    static Evaluation.Document without(String pointer, String member) {
        return changed(good -> ((ObjectNode) good.at(pointer)).remove(member));
    }

    private static Evaluation.Document changed(Consumer<ObjectNode> change) {
        var json = good();
        change.accept(json);
        return document(json);
    }

    /** The workflow asks with a champion in service. */
    static GateRequest request(@org.jspecify.annotations.Nullable Boolean champion) {
        return new GateRequest(
                "artifacts", "evaluation/run-1/evaluation.json", champion, "evaluation/run-1/decision.json");
    }
}
