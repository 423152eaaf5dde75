package dev.trainyard.rehearsaltests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Mistakes that Build finds, each in a rehearsal that is not kept and really builds. */
@Order(3) // an edit of the sources makes the next rehearsals package anew
class BuildIT {
    private static final String FAILING_TEST = """
            package dev.trainyard.config;

            import static org.assertj.core.api.Assertions.assertThat;

            import org.junit.jupiter.api.Test;

            class WheelsTest {
                @Test
                void aTrainHasWheels() {
                    assertThat(0).as("number of wheels").isPositive();
                }
            }
            """;

    @Test
    void aFailingUnitTestEndsAtBuild() {
        try (var _ = Edit.adding("config/src/test/java/dev/trainyard/config/WheelsTest.java", FAILING_TEST)) {
            Rehearsal rehearsal = Rehearsal.run("--until", "dev");

            RedRehearsal.at("Build/Build", rehearsal)
                    .because("WheelsTest.aTrainHasWheels", "number of wheels")
                    .withoutStages("UpdatePipeline", "Assets", "dev")
                    .leavingNoState();
        }
    }

    /** Nothing is started for it: not the stand-in, not a run. */
    @Test
    void aMistakeInTheConfigIsRefusedAtOnce() {
        try (var _ = Edit.replacing("config/stages/prod.yaml", "maxAzs: 2", "maxAzs: 1")) {
            Rehearsal rehearsal = Rehearsal.run();

            assertThat(rehearsal.exitCode()).isEqualTo(1);
            assertThat(rehearsal.output())
                    .contains("config/stages/prod.yaml: network.maxAzs must be 2 or 3, got 1")
                    .doesNotContain("stand-in", "Exception");
            assertThat(rehearsal.started()).isEmpty();
            assertThat(Leftovers.after20Seconds()).isEmpty();
        }
    }
}
