package dev.trainyard.cli.rehearsal;

import dev.trainyard.cli.faults.Fault;
import dev.trainyard.cli.pipeline.Decision.Answer;
import dev.trainyard.cli.source.SavedArtifacts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What was asked for.
 *
 * @param answer to every approval; empty: ask where there is a terminal
 * @param until pipeline stage after which to stop, inclusive
 * @param keep whether the stand-in stays
 * @param report where the report goes
 * @param saved what stands for builds
 * @param data of the user's own; empty: the sample
 * @param relaxed whether nobody's permissions are judged
 * @param faults that AWS is to have
 */
public record Options(
        Optional<Answer> answer,
        Optional<String> until,
        boolean keep,
        Path report,
        Optional<SavedArtifacts> saved,
        Optional<RehearsedData> data,
        boolean relaxed,
        List<Fault> faults) {

    public Options {
        faults = List.copyOf(faults);
    }

    /** Of one who follows a kept rehearsal. */
    public static Options kept(Path report, Optional<RehearsedData> data) {
        return new Options(Optional.empty(), Optional.empty(), true, report, Optional.empty(), data, false, List.of());
    }
}
