package dev.trainyard.cli.workflow;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a failed search for hyperparameters looked for: SageMaker says that it found no objective, and not which. */
final class SearchFailure {

    private SearchFailure() {}

    /** Returns the objective with the expression that its jobs' logs should match; empty where the state ran no search. */
    static Optional<String> of(FailedState state) {
        JsonNode search = state.described();
        String objective = search.at("/HyperParameterTuningJobConfig/HyperParameterTuningJobObjective/MetricName")
                .asString("");
        return search.at("/TrainingJobDefinition/AlgorithmSpecification/MetricDefinitions")
                .valueStream()
                .filter(metric -> metric.path("Name").asString("").equals(objective))
                .map(metric -> "%s: its objective is %s, read from the logs by the regular expression %s"
                        .formatted(
                                state.state(), objective, metric.path("Regex").asString("")))
                .findFirst();
    }
}
