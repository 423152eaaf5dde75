package dev.trainyard.cli;

import dev.trainyard.cli.aws.Target;
import dev.trainyard.cli.pipeline.Pipeline;
import dev.trainyard.cli.pipeline.PipelineRun;
import dev.trainyard.cli.report.FactsReader;
import dev.trainyard.cli.report.Report;
import dev.trainyard.cli.report.RunFacts;
import dev.trainyard.cli.report.Verdict;
import dev.trainyard.cli.standin.Workplace;
import dev.trainyard.config.PlatformConfig;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trainyard report}. */
@Command(
        name = "report",
        description = "Writes the HTML report of the pipeline's latest run.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

    @Mixin
    private TargetOption targets = new TargetOption();

    @Option(names = "--report", paramLabel = "FILE", description = "where it goes (.trainyard/report.html)")
    private @Nullable Path file;

    @Override
    public Integer call() {
        Path place = file == null ? Workplace.current().report() : file;
        ReportPlace.check(place);
        Target target = targets.target();
        PlatformConfig config = targets.config();
        Pipeline pipeline = targets.pipeline(target, config);
        PipelineRun latest = pipeline.runs().stream()
                .max(Comparator.comparing(PipelineRun::started))
                .orElseThrow(() -> new IllegalStateException("the pipeline has not run yet"));
        RunFacts facts = new FactsReader(target, config, pipeline).read(latest.id(), Optional.empty());
        Report.write(facts, place);
        System.out.println(Verdict.of(facts).line());
        System.out.println("report: " + place);
        return ExitCode.GREEN;
    }
}
