package dev.trainyard.lambdas.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The gate's side of the contracts: what it answers, and that it takes an evaluation that the contract allows. */
class GateContractTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    static Stream<Evaluation> evaluations() {
        return Stream.of(
                Evaluations.document(Evaluations.good()),
                Evaluations.with("/trainyard/out_of_fold", "r2", "-3"),
                new Evaluation.Unusable("there is no evaluation"));
    }

    @ParameterizedTest
    @MethodSource("evaluations")
    void everyDecisionKeepsTheContract(Evaluation evaluation) {
        JsonNode answer =
                JSON.valueToTree(new Gate(Evaluations.SETTINGS).decide(evaluation, Evaluations.request(true)));

        assertThat(schema("gate-decision").validate(answer)).isEmpty();
    }

    @Test
    void approvesAnEvaluationThatTheContractAllows() {
        assertThat(schema("evaluation").validate(Evaluations.good())).isEmpty();

        assertThat(new Gate(Evaluations.SETTINGS)
                        .decide(Evaluations.document(Evaluations.good()), Evaluations.request(true))
                        .approved())
                .isTrue();
    }

    private static Schema schema(String contract) {
        var file = Path.of(System.getProperty("trainyard.root"), "contracts", contract + ".schema.json");
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(file.toUri().toString()), JSON.readTree(file));
    }
}
