package dev.trainyard.cli.standin;

import dev.trainyard.cli.process.HostEnvironment;
import dev.trainyard.cli.process.Invocation;
import dev.trainyard.cli.process.Leash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Programs of this repository that a rehearsal runs, as the launcher found and packaged them.
 *
 * @param root of the repository
 */
public record ProjectTools(Path root) {

    /** Returns the directory whose {@code bin/} has node. */
    public Path node() {
        return Path.of(Objects.requireNonNull(
                System.getenv("TRAINYARD_NODE_HOME"), "TRAINYARD_NODE_HOME is not set: start ./trainyard, not java"));
    }

    /**
     * Returns the command of the engine's process. It runs on a copy of its classes: a kept engine outlives the next
     * packaging. It gets the second compiler, too: without it TLS takes a tenth of a second for each megabyte of artifacts.
     */
    public List<String> engine(StateDirectory state) {
        Path target = root.resolve("rehearsal/engine/target");
        Path classes = state.path().resolve("engine-classes");
        FileTree.copy(target.resolve("classes"), classes);
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                classes + ":" + read(target.resolve("engine.classpath")),
                "dev.trainyard.engine.Engine");
    }

    /** Makes the npm packages of the lock file available; quick when they are. */
    public Path npmPackages(Leash leash, StateDirectory state) {
        Path log = state.log("npm");
        Map<String, String> environment = HostEnvironment.withoutAws(System.getenv());
        leash.run(new Invocation(
                "installing the npm packages of package-lock.json",
                List.of("sh", root.resolve(".mvn/npm.sh").toString()),
                root,
                environment,
                log));
        return Path.of(lastLine(log));
    }

    /** Synthesizes the pipeline and its stages into the state directory. */
    public void synthesize(Leash leash, StateDirectory state) {
        Map<String, String> environment = new TreeMap<>(HostEnvironment.withoutAws(System.getenv()));
        environment.put("CDK_OUTDIR", state.assembly().toString());
        List<String> command = List.of("sh", root.resolve("pipeline/synth.sh").toString());
        leash.run(new Invocation("synthesizing the pipeline", command, root, environment, state.log("synth")));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is missing: package first (./trainyard does)", e);
        }
    }

    private static String lastLine(Path log) {
        try {
            return Files.readString(log).lines().reduce("", (all, line) -> line).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
