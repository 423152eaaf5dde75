package dev.trainyard.rehearsaltests;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A training script that raises. */
@Order(1)
class TrainingIT {
    @Test
    void aRaisingScriptEndsTheReleaseOfDevWithItsOwnWords() {
        String line = "    trained = _trained(";
        String raise = "    raise ValueError('no such feature: Cylnders')\n";
        var saved = SavedBuild.patched(
                "/asset.*.gz", SourceArchive.changing("train.py", script -> script.replace(line, raise + line)));

        Rehearsal rehearsal = Rehearsal.run(saved, "--until", "dev");

        RedRehearsal.at("dev/Release", rehearsal)
                .because("Train: ValueError: no such feature: Cylnders (train.py, line ")
                .withoutStages("staging", "prod")
                .without("dev/Verify")
                .leavingNoState();
    }
}
