package dev.trainyard.repositorytests.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every contract is held from each side that has a record, a dataclass or a state for it: this is the list of where. */
class ContractSidesTest {

    private static final String HERE =
            "integration-tests/repository-tests/src/test/java/dev/trainyard/repositorytests/contracts/";
    private static final String GATE = "lambdas/src/test/java/dev/trainyard/lambdas/gate/GateContractTest.java";
    private static final String DATASET = "lambdas/src/test/java/dev/trainyard/lambdas/dataset/DatasetHandlerTest.java";
    private static final String JOBS = "sagemaker-code/tests/test_jobs.py";
    private static final String REQUESTS = "sagemaker-code/tests/test_requests.py";

    private static final Map<String, List<String>> SIDES = Map.ofEntries(
            Map.entry(
                    "workflow-input", List.of(HERE + "ReleaseContractsTest.java", HERE + "WorkflowContractsTest.java")),
            Map.entry("evaluation", List.of(JOBS, GATE, HERE + "WorkflowContractsTest.java")),
            Map.entry(
                    "candidate",
                    List.of(
                            "lambdas/src/test/java/dev/trainyard/lambdas/promote/PromoteHandlerTest.java",
                            HERE + "WorkflowContractsTest.java")),
            Map.entry("smoke", List.of(JOBS, HERE + "WorkflowContractsTest.java")),
            Map.entry("gate-decision", List.of(GATE, HERE + "WorkflowContractsTest.java")),
            Map.entry("baseline", List.of("sagemaker-code/tests/test_preprocess.py")),
            Map.entry(
                    "data-verdict",
                    List.of("sagemaker-code/tests/test_preprocess.py", HERE + "WorkflowContractsTest.java")),
            Map.entry("dataset", List.of(DATASET, HERE + "WorkflowContractsTest.java")),
            Map.entry("inference-request", List.of(REQUESTS, JOBS)),
            Map.entry("inference-response", List.of(REQUESTS)),
            Map.entry("inference-line", List.of("sagemaker-code/tests/test_lines.py")),
            Map.entry("batch-input", List.of(HERE + "BatchContractTest.java")),
            Map.entry("drift", List.of("sagemaker-code/tests/test_drift.py")),
            Map.entry(
                    "drift-verdict", List.of("sagemaker-code/tests/test_drift.py", HERE + "WatchDefinitionTest.java")),
            Map.entry("ground-truth", List.of("sagemaker-code/tests/test_ground_truth.py")),
            Map.entry("inference-error", List.of(REQUESTS, "sagemaker-code/tests/test_fuzz.py")),
            Map.entry(
                    "release-facts",
                    List.of(
                            HERE + "ReleaseContractsTest.java",
                            "integration-tests/stage-tests/src/test/java/dev/trainyard/stagetests/ReleaseFactsTest.java")),
            Map.entry(
                    "model",
                    List.of("sagemaker-code/tests/test_other_data.py", "sagemaker-code/tests/test_definition.py")),
            Map.entry(
                    "faults", List.of(HERE + "StandInContractsTest.java", "rehearsal/emulator/tests/test_weather.py")),
            Map.entry(
                    "ledger",
                    List.of(
                            HERE + "StandInContractsTest.java",
                            "rehearsal/engine/src/test/java/dev/trainyard/engine/aws/EmulatorLedgerTest.java",
                            "rehearsal/emulator/tests/records.py")),
            Map.entry(
                    "permissions", List.of(HERE + "StandInContractsTest.java", "rehearsal/emulator/tests/records.py")),
            Map.entry("reach", List.of(HERE + "StandInContractsTest.java", "rehearsal/emulator/tests/records.py")),
            Map.entry(
                    "standin-ready",
                    List.of(HERE + "StandInContractsTest.java", "rehearsal/emulator/tests/test_ready.py")));

    @Test
    void noContractIsWithoutItsSides() throws IOException {
        try (Stream<Path> files = Files.list(Repository.ROOT.resolve("contracts"))) {
            assertThat(files.map(file -> String.valueOf(file.getFileName()))
                            .filter(name -> name.endsWith(".schema.json"))
                            .map(name -> name.replace(".schema.json", "")))
                    .containsExactlyInAnyOrderElementsOf(SIDES.keySet());
        }
    }

    static Stream<String> contracts() {
        return SIDES.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void eachSideIsTestedWhereTheListSays(String contract) {
        assertThat(Objects.requireNonNull(SIDES.get(contract)))
                .allSatisfy(file -> assertThat(Repository.text(file)).as(file).contains(contract));
    }
}
