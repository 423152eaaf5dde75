package dev.trainyard.cli;

import dev.trainyard.cli.predict.Answer;
import dev.trainyard.cli.predict.Rows;
import dev.trainyard.cli.terminal.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sagemakerruntime.model.ModelErrorException;

/** {@code trainyard predict}. */
@Command(
        name = "predict",
        description = "Asks a stage's endpoint; prints one prediction a row.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit code 1 where the model refuses a row; the others' predictions are printed all the same."})
final class PredictCommand implements Callable<Integer> {

    @Mixin
    private StageOption stage = new StageOption();

    @Parameters(
            paramLabel = "ROW",
            arity = "0..*",
            description = "a JSON object with the model's features, such as '{\"Cylinders\": 8, …}'")
    private List<String> rows = List.of();

    @Option(names = "--file", paramLabel = "FILE", description = "rows of a .csv, .json or .jsonl file instead")
    private @Nullable Path file;

    @Option(names = "--variant", description = "the production variant to ask; without it as the traffic is shared")
    private @Nullable String variant;

    @Option(
            names = "--inference-id",
            description = "name of this request, for ground truth that comes later (ground-truth/*.jsonl)")
    private @Nullable String inferenceId;

    @Override
    public Integer call() {
        Rows asked = asked();
        StageOption.Chosen chosen = stage.chosen();
        Answer answer = ask(chosen, asked);
        answer.lines().forEach(System.out::println);
        return answer.refused() ? ExitCode.RED : ExitCode.GREEN;
    }

    private Rows asked() {
        if (rows.isEmpty() == (file == null)) {
            throw new UsageException("give either rows or --file: "
                    + "trainyard predict --stage dev '{\"Cylinders\": 8, …}', or --file rows.csv");
        }
        return file == null ? Rows.typed(rows) : Rows.of(file);
    }

    private Answer ask(StageOption.Chosen chosen, Rows asked) {
        String accept = asked.contentType().equals("application/json") ? "application/json" : "application/jsonlines";
        try {
            var response = chosen.acting()
                    .sageMakerRuntime()
                    .invokeEndpoint(
                            request -> request.endpointName(chosen.names().endpoint())
                                    .targetVariant(variant)
                                    .inferenceId(inferenceId)
                                    .contentType(asked.contentType())
                                    .accept(accept)
                                    .body(SdkBytes.fromUtf8String(asked.body())));
            return Answer.of(
                    response.invokedProductionVariant(), response.body().asUtf8String());
        } catch (ModelErrorException e) {
            throw new IllegalStateException(
                    "the model failed with status %s: %s; its log is %s"
                            .formatted(e.originalStatusCode(), e.originalMessage(), e.logStreamArn()),
                    e);
        }
    }
}
