package dev.trainyard.repositorytests.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.cli.aws.StandInReady;
import dev.trainyard.cli.faults.Catalogue;
import dev.trainyard.cli.faults.Fault;
import dev.trainyard.cli.json.Json;
import dev.trainyard.cli.ledger.Ledger;
import dev.trainyard.cli.ledger.Reach;
import dev.trainyard.cli.permissions.Permissions;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** The CLI reads what the stand-in says, all of it, and misses nothing that the contracts promise. */
class StandInContractsTest {

    private static final Contract READY = Contract.named("standin-ready");
    private static final Contract FAULTS = Contract.named("faults");
    private static final Contract LEDGER = Contract.named("ledger");
    private static final Contract PERMISSIONS = Contract.named("permissions");
    private static final Contract REACH = Contract.named("reach");

    private static final String READY_LINE = """
            {"endpoint": "https://127.0.0.1:4566", "region": "us-east-1", "caCertificate": "/state/tls/server.crt",
             "caBundle": "/state/tls/ca-bundle.pem", "trustStore": "/state/tls/trust.p12",
             "trustStorePassword": "changeit", "supervisorPid": 4711}""";

    private static final String ENTRIES = """
            {"entries": [
              {"account": "222222222222", "region": "us-east-1", "kind": "resource", "scope": "trainyard-dev-data",
               "id": "Raw", "type": "AWS::S3::Bucket", "state": "executed", "reason": null},
              {"account": "111111111111", "region": "us-east-1", "kind": "action", "scope": "run", "id": "prod/LocalStack",
               "type": "CodeBuild", "state": "substituted", "reason": "needs Docker"},
              {"account": "222222222222", "region": "us-east-1", "kind": "resource", "scope": "trainyard-dev-ml",
               "id": "Dashboard", "type": "AWS::CloudWatch::Dashboard", "state": "recorded", "reason": "nothing asks it"},
              {"account": "222222222222", "region": "us-east-1", "kind": "state", "scope": "arn", "id": "Fail",
               "type": "Fail", "state": "untouched", "reason": null}],
             "settings": {"waitScale": 0.05, "identity": "enforced",
               "faults": [{"name": "capacity", "strikes": 1, "struck": ["training job a"]}]}}""";

    private static Stream<String> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName);
    }

    @Test
    void theCliReadsAReadyLine() {
        assertThat(READY.problems(READY_LINE)).isEmpty();

        assertThat(Json.read(READY_LINE, StandInReady.class).supervisorPid()).isEqualTo(4711);
        assertThat(components(StandInReady.class)).containsExactlyInAnyOrderElementsOf(READY.members());
    }

    static Stream<String> promised() {
        return READY.members().stream();
    }

    @ParameterizedTest
    @MethodSource("promised")
    void theCliRefusesAReadyLineThatLacksAMember(String member) {
        var line = ((ObjectNode) Json.tree(READY_LINE)).without(member).toString();

        assertThatThrownBy(() -> Json.read(line, StandInReady.class)).isInstanceOf(JacksonException.class);
    }

    @Test
    void theCliReadsALedgerWithEveryState() {
        assertThat(LEDGER.problems(ENTRIES)).isEmpty();

        assertThat(Json.read(ENTRIES, Ledger.class).entries())
                .extracting(Ledger.Entry::state)
                .containsExactly(Ledger.State.values());
    }

    @Test
    void theCliKnowsEveryMemberOfTheFaultsOnOffer() {
        assertThat(FAULTS.problems(Repository.text(Catalogue.FILE))).isEmpty();
        assertThat(components(Fault.class)).containsExactlyInAnyOrderElementsOf(FAULTS.members("/items"));
        assertThat(Arrays.stream(Fault.Outcome.values())
                        .map(outcome -> outcome.name().toLowerCase(Locale.ROOT)))
                .containsExactlyInAnyOrderElementsOf(FAULTS.json()
                        .at("/items/properties/outcomes/additionalProperties/enum")
                        .valueStream()
                        .map(outcome -> outcome.asString())
                        .toList());
    }

    @Test
    void theCliKnowsEveryMemberAndStateOfTheLedger() {
        assertThat(components(Ledger.class)).containsExactlyInAnyOrderElementsOf(LEDGER.members());
        assertThat(components(Ledger.Entry.class)).containsExactlyInAnyOrderElementsOf(LEDGER.members("/$defs/entry"));
        assertThat(components(Ledger.Settings.class))
                .containsExactlyInAnyOrderElementsOf(LEDGER.members("/properties/settings"));
        assertThat(components(Ledger.MetFault.class))
                .containsExactlyInAnyOrderElementsOf(LEDGER.members("/properties/settings/properties/faults/items"));
        assertThat(Arrays.stream(Ledger.State.values())
                        .map(state -> state.name().toLowerCase(Locale.ROOT)))
                .containsExactlyInAnyOrderElementsOf(LEDGER.json()
                        .at("/$defs/entry/properties/state/enum")
                        .valueStream()
                        .map(state -> state.asString())
                        .toList());
    }

    @Test
    void theCliKnowsEveryMemberOfThePermissions() {
        assertThat(components(Permissions.class)).containsExactlyInAnyOrderElementsOf(PERMISSIONS.members());
        assertThat(components(Permissions.Call.class))
                .containsExactlyInAnyOrderElementsOf(PERMISSIONS.members("/$defs/call"));
        assertThat(components(Permissions.Dropped.class))
                .containsExactlyInAnyOrderElementsOf(PERMISSIONS.members("/$defs/dropped"));
        assertThat(components(Permissions.Leave.class))
                .containsExactlyInAnyOrderElementsOf(PERMISSIONS.members("/$defs/leave"));
        assertThat(components(Permissions.Grant.class))
                .containsExactlyInAnyOrderElementsOf(PERMISSIONS.members("/$defs/grant"));
        assertThat(components(Permissions.Action.class))
                .containsExactlyInAnyOrderElementsOf(PERMISSIONS.members("/$defs/grant/properties/actions/items"));
        assertThat(components(Permissions.Resource.class))
                .containsExactlyInAnyOrderElementsOf(PERMISSIONS.members("/$defs/grant/properties/resources/items"));
    }

    @Test
    void theCliKnowsEveryMemberOfTheReach() {
        assertThat(components(Reach.class)).containsExactlyInAnyOrderElementsOf(REACH.members());
        assertThat(components(Reach.Operation.class))
                .containsExactlyInAnyOrderElementsOf(REACH.members("/$defs/operation"));
        assertThat(components(Reach.Machine.class))
                .containsExactlyInAnyOrderElementsOf(REACH.members("/$defs/machine"));
        assertThat(components(Reach.Transition.class))
                .containsExactlyInAnyOrderElementsOf(REACH.members("/$defs/transition"));
    }
}
