package dev.trainyard.repositorytests.contracts;

import dev.trainyard.cli.json.Json;
import dev.trainyard.cli.release.DataArrival;
import dev.trainyard.cli.release.Models;
import dev.trainyard.cli.release.RawData;
import dev.trainyard.cli.release.Release;
import dev.trainyard.cli.release.ReleaseFacts;
import dev.trainyard.cli.workflow.FollowedExecution;
import dev.trainyard.cli.workflow.StateMachine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A stage that Release can release to: data is there, the workflow succeeds, its model answers. */
final class StageInMemory implements RawData, Models, StateMachine {

    private static final String CODE_HASH = "c0de".repeat(16);
    private static final String ARCHIVE = "s3://artifacts/models/job/output/model.tar.gz";

    private final List<String> inputs = new ArrayList<>();
    private Optional<Registered> approved = Optional.empty();

    ReleaseFacts release(Release.Order order) {
        var waiting = new DataArrival.Waiting(Duration.ZERO, InstantSource.system(), () -> {});
        var run = new FollowedExecution(this, InstantSource.system(), looks -> {}, line -> {});
        return new Release(
                        new Release.Stage(this, CODE_HASH, "endpoint"),
                        new DataArrival(this, Optional.empty(), waiting, line -> {}),
                        run,
                        line -> {})
                .run(order);
    }

    /** What the workflow was started with, as it was sent. */
    List<String> inputs() {
        return inputs;
    }

    @Override
    public String start(String name, String input) {
        inputs.add(input);
        var asked = Json.tree(input);
        approved = Optional.of(new Registered(
                "arn:aws:sagemaker:us-east-1:222222222222:model-package/trainyard-dev/1",
                ARCHIVE,
                asked.path("codeHash").asString(),
                asked.path("dataHash").asString()));
        return "arn:aws:states:us-east-1:222222222222:execution:trainyard-dev:" + name;
    }

    @Override
    public Progress progress(String execution) {
        return new Progress("SUCCEEDED", List.of(), "{}");
    }

    @Override
    public List<String> causes(String execution) {
        return List.of();
    }

    @Override
    public Optional<Registered> latestApproved() {
        return approved;
    }

    @Override
    public Optional<String> servedArchive() {
        return approved.map(Registered::archive);
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
