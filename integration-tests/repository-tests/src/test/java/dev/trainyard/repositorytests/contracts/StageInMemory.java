package dev.trainyard.repositorytests.contracts;

import dev.trainyard.cli.release.DataArrival;
import dev.trainyard.cli.release.RawData;
import dev.trainyard.cli.release.Release;
import dev.trainyard.cli.release.ReleaseFacts;
import dev.trainyard.cli.waiting.Waiter;
import dev.trainyard.cli.workflow.FollowedExecution;
import dev.trainyard.cli.workflow.StateMachine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A stage that Release can release to: data is there, the workflow succeeds, its model answers. */
final class StageInMemory implements RawData, StateMachine {

    private static final String OUTPUT = """
            {"outcome": "%s", "modelPackageArn": "arn:aws:sagemaker:us-east-1:222222222222:model-package/trainyard-dev/1",
             "codeHash": "c0dec0dec0dec0de", "dataHash": "da7ada7ada7ada7a", "outOfFoldR2": 0.86}""";

    private final List<String> inputs = new ArrayList<>();
    private final String outcome;

    StageInMemory(String outcome) {
        this.outcome = outcome;
    }

    ReleaseFacts release(Release.Order order) {
        var waiter = new Waiter(InstantSource.system(), time -> {});
        var waiting = new DataArrival.Waiting(Duration.ZERO, waiter);
        var run = new FollowedExecution(this, waiter, line -> {});
        return new Release("endpoint", new DataArrival(this, Optional.empty(), waiting, line -> {}), run, line -> {})
                .run(order);
    }

    /** What the workflow was started with, as it was sent. */
    List<String> inputs() {
        return inputs;
    }

    @Override
    public String start(String name, String input) {
        inputs.add(input);
        return "arn:aws:states:us-east-1:222222222222:execution:trainyard-dev:" + name;
    }

    @Override
    public Progress progress(String execution) {
        return new Progress("SUCCEEDED", List.of(), OUTPUT.formatted(outcome));
    }

    @Override
    public List<String> causes(String execution) {
        return List.of();
    }

    @Override
    public String place() {
        return "s3://raw/raw/";
    }

    @Override
    public List<StoredFile> files() {
        return List.of(new StoredFile("raw/auto-mpg.csv", "etag"));
    }

    @Override
    public void put(Path file) {
        throw new AssertionError("there is data already");
    }
}
