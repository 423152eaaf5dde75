package dev.trainyard.cli;

import dev.trainyard.cli.aws.Clients;
import dev.trainyard.cli.aws.StackOutputs;
import dev.trainyard.cli.batch.BatchFiles;
import dev.trainyard.cli.batch.BatchRequest;
import dev.trainyard.cli.json.Json;
import dev.trainyard.cli.terminal.UsageException;
import dev.trainyard.cli.waiting.Waiter;
import dev.trainyard.cli.workflow.FollowedExecution;
import dev.trainyard.cli.workflow.StepFunctionsMachine;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trainyard batch}. */
@Command(
        name = "batch",
        description = "Predicts for many records with the model that a stage's endpoint serves (batch transform).",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A record that the model cannot answer gets an error in its own line and stops no other.",
            "Ctrl-C ends only the showing: the batch goes on."
        })
final class BatchCommand implements Callable<Integer> {

    @Mixin
    private StageOption stage = new StageOption();

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "records: .csv without a header, cells in feature order, or .jsonl, a record a line")
    private List<Path> files = List.of();

    @Option(
            names = "--prefix",
            description = "records that are in S3 already, below batch/ of the raw bucket, instead of files")
    private @Nullable String prefix;

    @Option(names = "--join", description = "answers come with their records")
    private boolean join;

    @Option(names = "--output", paramLabel = "DIR", description = "fetch the answers into this directory")
    private @Nullable Path output;

    @Override
    public Integer call() {
        if (files.isEmpty() == (prefix == null)) {
            throw new UsageException("give either files or --prefix: trainyard batch --stage dev cars.jsonl");
        }
        StageOption.Chosen chosen = stage.chosen();
        Clients account = chosen.acting();
        var transfer = new BatchFiles(account.s3());
        BatchRequest request = request(transfer, rawBucket(chosen));
        var machine = new StepFunctionsMachine(account, output(chosen, "BatchStateMachineArn"));
        var ended = new FollowedExecution(machine, Waiter.ofThisMachine(), System.out::println)
                .run("batch-" + Instant.now().toEpochMilli(), request.json());
        URI answers = URI.create(Json.tree(ended.output()).path("output").asString());
        System.out.println("answers " + answers);
        if (output != null) {
            transfer.download(answers, output).forEach(file -> said(file, request));
        }
        return ExitCode.GREEN;
    }

    private BatchRequest request(BatchFiles transfer, String rawBucket) {
        if (prefix != null) {
            String below = prefix.endsWith("/") ? prefix : prefix + "/";
            List<String> names = transfer.names(rawBucket, below);
            if (names.isEmpty()) {
                throw new UsageException("there is nothing below s3://%s/batch/%s".formatted(rawBucket, below));
            }
            return new BatchRequest(below, BatchRequest.contentType(names.getFirst()), join);
        }
        String input = "cli-" + Instant.now().toEpochMilli() + "/";
        BatchRequest request = BatchRequest.of(files, input, join);
        transfer.upload(files, rawBucket, input);
        return request;
    }

    private static void said(Path file, BatchRequest request) {
        if (request.join() && request.contentType().equals("text/csv")) {
            System.out.println("  " + file);
            return;
        }
        BatchFiles.Count count = BatchFiles.count(file);
        System.out.printf("  %s: %d records, %d refused%n", file, count.records(), count.refused());
    }

    private static String rawBucket(StageOption.Chosen chosen) {
        return stack(chosen, chosen.names().dataStack()).get("RawBucketName");
    }

    private static String output(StageOption.Chosen chosen, String key) {
        return stack(chosen, chosen.names().mlStack()).get(key);
    }

    private static StackOutputs stack(StageOption.Chosen chosen, String name) {
        return StackOutputs.find(chosen.reading().cloudFormation(), name)
                .orElseThrow(() -> new UsageException("stage %s is not deployed on %s: it has no stack %s"
                        .formatted(chosen.config().stage(), chosen.target().name(), name)));
    }
}
