package dev.trainyard.rehearsaltests;

import dev.trainyard.cli.aws.Clients;
import dev.trainyard.cli.aws.StandInReady;
import dev.trainyard.cli.aws.StandInTarget;
import dev.trainyard.cli.json.Json;
import dev.trainyard.config.ConfigLoader;
import dev.trainyard.config.StageConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The stand-in that {@code --keep} leaves in the copy of the repository. */
final class KeptStandIn {
    private static final Path READY = RepositoryCopy.get().resolve(".trainyard/rehearsal/ready.json");

    private KeptStandIn() {}

    /** Its supervisor's process id; empty where none is kept. */
    static Optional<Long> supervisor() {
        return Files.exists(READY) ? Optional.of(ready().supervisorPid()) : Optional.empty();
    }

    /** A stage's account, as its root. */
    static DeployedStage stage(String name) {
        var platform = ConfigLoader.load(RepositoryCopy.get().resolve("config"));
        StageConfig stage = platform.stages().stream()
                .filter(each -> each.stage().equals(name))
                .findFirst()
                .orElseThrow();
        Clients clients = new StandInTarget(ready()).account(stage.account(), stage.region());
        return new DeployedStage(clients, platform.names(stage));
    }

    static void stop() {
        new Command(RepositoryCopy.get(), "./trainyard", "stop").run();
    }

    private static StandInReady ready() {
        try {
            return Json.read(Files.readString(READY), StandInReady.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
