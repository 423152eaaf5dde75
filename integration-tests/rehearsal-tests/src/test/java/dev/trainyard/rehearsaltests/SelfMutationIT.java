package dev.trainyard.rehearsaltests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A pipeline that stands gets one more stage by its own run, as after a push. */
@Order(3)
class SelfMutationIT {
    private static final String PIPELINE = "config/pipeline.yaml";

    @AfterAll
    static void nothingStaysWhenItIsStopped() {
        KeptStandIn.stop();
        assertThat(Leftovers.after20Seconds()).isEmpty();
    }

    /** The new one comes first: the run is over when it has carried it. */
    @Test
    void aNewStageIsCarriedByTheRunThatBeginsAnew() throws IOException {
        Rehearsal before = Rehearsal.run(SavedBuild.asBuilt(), "--keep", "--until", "UpdatePipeline");
        assertThat(before.exitCode()).as(before.output()).isZero();
        assertThat(before.output()).doesNotContain("changed itself");

        String qa = Files.readString(RepositoryCopy.get().resolve("config/stages/dev.yaml"))
                .replace("stage: dev", "stage: qa")
                .replace("222222222222", "555555555555");
        try (var _ = Edit.adding("config/stages/qa.yaml", qa);
                var _ = Edit.replacing(PIPELINE, "stages: [", "stages: [qa, ")) {
            Rehearsal after = Rehearsal.run(SavedBuild.synthesizedAnew(), "--keep", "--until", "qa");

            assertThat(after.exitCode()).as(after.output()).isZero();
            assertThat(after.output()).contains("accounts bootstrapped: 555555555555");
            assertThat(after.output()).containsOnlyOnce("the pipeline has changed itself");
            assertThat(after.started())
                    .containsSubsequence("UpdatePipeline/SelfMutate", "Source/Source", "qa/Release", "qa/Verify")
                    .noneMatch(action -> action.startsWith("dev/"));
            assertThat(KeptStandIn.stage("qa").predictions()).contains("predictions");
        }
    }
}
