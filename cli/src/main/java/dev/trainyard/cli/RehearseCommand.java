package dev.trainyard.cli;

import dev.trainyard.cli.faults.Catalogue;
import dev.trainyard.cli.faults.Fault;
import dev.trainyard.cli.pipeline.Decision.Answer;
import dev.trainyard.cli.process.Leash;
import dev.trainyard.cli.rehearsal.Options;
import dev.trainyard.cli.rehearsal.Rehearsal;
import dev.trainyard.cli.rehearsal.RehearsedData;
import dev.trainyard.cli.source.SavedArtifacts;
import dev.trainyard.cli.standin.Workplace;
import dev.trainyard.cli.terminal.Console;
import dev.trainyard.cli.terminal.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code trainyard rehearse}. */
@Command(
        name = "rehearse",
        description = "Runs this repository's own pipeline here, from the source to a prediction of the last stage.",
        mixinStandardHelpOptions = true)
final class RehearseCommand implements Callable<Integer> {

    @ArgGroup
    private @Nullable Said said;

    @Option(names = "--until", paramLabel = "STAGE", description = "stop after this pipeline stage (inclusive)")
    private @Nullable String until;

    @Option(
            names = "--keep",
            description = "leave the stand-in for AWS running, for the AWS CLI and the next rehearsal (trainyard stop)")
    private boolean keep;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "where the HTML report goes (.trainyard/report.html)")
    private @Nullable Path report;

    @Option(
            names = "--data",
            paramLabel = "PLACE",
            description = "data of your own in place of the sample: a CSV or Parquet file, or a directory of some")
    private @Nullable Path data;

    @Option(
            names = "--relaxed",
            description = "judge nobody's permissions; the report then says so first, and is no green one")
    private boolean relaxed;

    @Option(
            names = "--fault",
            paramLabel = "NAME",
            split = ",",
            description = "AWS on a bad day: one or several faults (throttling,capacity); list explains all there are")
    private List<String> faults = List.of();

    /** For tests of the line that are not about the build. The action then counts as substituted. */
    @Option(
            names = "--saved-artifacts",
            paramLabel = "DIR",
            hidden = true,
            description = "take outputs of builds from here, as STAGE/ACTION/ARTIFACT.zip, and do not run these builds")
    private @Nullable Path saved;

    /** What to answer to an approval. */
    private static final class Said {
        @Option(names = "--approve", description = "approve what waits for approval")
        @SuppressWarnings("UnusedVariable") // the one of the pair that is not reject
        private boolean approve;

        @Option(names = "--reject", description = "reject what waits for approval")
        private boolean reject;

        private Answer answer() {
            return reject ? Answer.REJECT : Answer.APPROVE;
        }
    }

    @Override
    public Integer call() {
        Workplace workplace = Workplace.current();
        if (faults.equals(List.of("list"))) {
            System.out.print(Catalogue.of(workplace.root()).explained());
            return ExitCode.GREEN;
        }
        var options = new Options(
                Optional.ofNullable(said).map(Said::answer),
                Optional.ofNullable(until),
                keep,
                report == null ? workplace.report() : report,
                savedArtifacts(),
                ownData(),
                relaxed,
                faults(workplace));
        ReportPlace.check(options.report());
        return ExitCode.of(new Rehearsal(workplace, Console.ofProcess(), Leash.untilShutdown()).run(options));
    }

    private List<Fault> faults(Workplace workplace) {
        try {
            return faults.isEmpty() ? List.of() : Catalogue.of(workplace.root()).named(faults);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--fault: " + e.getMessage());
        }
    }

    private Optional<RehearsedData> ownData() {
        try {
            return Optional.ofNullable(data).map(RehearsedData::own);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--data: " + e.getMessage());
        }
    }

    private Optional<SavedArtifacts> savedArtifacts() {
        try {
            return Optional.ofNullable(saved).map(SavedArtifacts::in);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--saved-artifacts: " + e.getMessage());
        }
    }
}
