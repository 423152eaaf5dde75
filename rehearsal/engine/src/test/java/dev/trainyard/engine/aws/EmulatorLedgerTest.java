package dev.trainyard.engine.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.trainyard.engine.aws.Ledger.Entry;
import dev.trainyard.engine.aws.Ledger.State;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The engine's side of the contract {@code ledger}: the entries that it hands over. */
class EmulatorLedgerTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @ParameterizedTest
    @EnumSource
    void anEntryOfEveryStateKeepsTheContract(State state) {
        var reason = state == State.SUBSTITUTED ? "saved artifacts in place of the build" : null;
        var entry = new Entry("111111111111", "us-east-1", "5f0c-run", "dev/Release", "CodeBuild", state, reason);

        ObjectNode document = JSON.createObjectNode();
        document.putArray("entries").add(sent(entry));
        document.putObject("settings")
                .put("waitScale", 1)
                .put("identity", "enforced")
                .putArray("faults");

        assertThat(schema().validate(document)).isEmpty();
    }

    /** The emulator keeps an absent reason as null. */
    private static ObjectNode sent(Entry entry) {
        ObjectNode sent = JSON.valueToTree(EmulatorLedger.fields(entry).map());
        return sent.has("reason") ? sent : sent.putNull("reason");
    }

    private static Schema schema() {
        var file = Path.of(System.getProperty("trainyard.root"), "contracts", "ledger.schema.json");
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(file.toUri().toString()), JSON.readTree(file));
    }
}
