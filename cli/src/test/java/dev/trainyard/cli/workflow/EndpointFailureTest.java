package dev.trainyard.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointFailureTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "workflow failed: Trainyard.EndpointFailed: endpoint trainyard-dev is Failed: no ping",
                "workflow failed: Trainyard.EndpointRolledBack: endpoint trainyard-dev went back to a instead of b: c",
                "workflow failed: Trainyard.EndpointNeverSettles: endpoint trainyard-dev is still Updating",
            })
    void theEndpointOfAFailedRolloutIsKnown(String cause) {
        assertThat(EndpointFailure.endpointIn(cause)).contains("trainyard-dev");
    }

    @Test
    void otherFailuresHaveNone() {
        assertThat(EndpointFailure.endpointIn("the endpoint trainyard-dev is in service"))
                .isEmpty();
    }

    @Test
    void theEndOfTheLogIsToldWithTheFileThatSaysWhatServes() {
        var log = List.of("one", "", "two", "three", "four", "five", "PROGRAM must be set");

        assertThat(EndpointFailure.inWords("trainyard-dev", "AllTraffic/i-1", log, Optional.of("infra/Serving.java")))
                .isEqualTo("endpoint/trainyard-dev: the log of AllTraffic/i-1 ends with: two | three | four | five"
                        + " | PROGRAM must be set (what it serves with is written in infra/Serving.java)");
    }
}
