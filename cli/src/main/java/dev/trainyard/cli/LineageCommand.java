package dev.trainyard.cli;

import dev.trainyard.cli.json.Json;
import dev.trainyard.cli.lineage.ArchiveCheck;
import dev.trainyard.cli.lineage.Lineage;
import dev.trainyard.cli.lineage.LineageReader;
import dev.trainyard.cli.lineage.LineageText;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/** {@code trainyard lineage}. */
@Command(
        name = "lineage",
        description = "Shows where the model behind a stage's endpoint comes from, down to commit and data.",
        mixinStandardHelpOptions = true)
final class LineageCommand implements Callable<Integer> {

    @Mixin
    private StageOption stage = new StageOption();

    @Option(names = "--json", description = "as JSON, for programs")
    private boolean json;

    @Option(names = "--verify", description = "read each archive and compare its SHA-256 with the registered one")
    private boolean verify;

    @Override
    public Integer call() {
        StageOption.Chosen chosen = stage.chosen();
        Lineage lineage = read(chosen);
        if (json) {
            System.out.println(Json.write(lineage));
        } else {
            LineageText.of(lineage).forEach(System.out::println);
        }
        return verify ? verified(chosen, lineage) : ExitCode.GREEN;
    }

    private static Lineage read(StageOption.Chosen chosen) {
        try {
            return new LineageReader(chosen.target(), chosen.platform()).of(chosen.config());
        } catch (SageMakerException e) {
            throw new IllegalStateException(
                    "the lineage of stage %s cannot be walked: %s"
                            .formatted(chosen.config().stage(), e.getMessage()),
                    e);
        }
    }

    private static int verified(StageOption.Chosen chosen, Lineage lineage) {
        List<String> problems = lineage.variants().stream()
                .map(variant -> ArchiveCheck.of(chosen.acting(), variant))
                .flatMap(Optional::stream)
                .toList();
        problems.forEach(problem -> System.out.println("verified    " + problem));
        if (problems.isEmpty()) {
            System.out.println("verified    each archive has the SHA-256 that was registered");
        }
        return problems.isEmpty() ? ExitCode.GREEN : ExitCode.RED;
    }
}
